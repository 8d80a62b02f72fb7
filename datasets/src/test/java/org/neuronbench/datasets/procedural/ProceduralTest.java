package org.neuronbench.datasets.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.BuiltInDatasets;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.memory.Subset;

class ProceduralTest {

  /** A change here means that earlier results on the task no longer compare. */
  @ParameterizedTest
  @CsvSource({
    "shapes, c72c0417b6670fbf6a98a192680cec7194c29c70653e619eff650f25a50efb30",
    "glyphs, e038f797763008f4a3e912e3b2bdef858237c952dfbefdc085cb9698fcb65fa5",
    "textures, 6fb9329b0202688f1c720b8421632c9799c665c4dae38f7d7902adbe5c063c53",
    "primitives, f2e71bb9626cbd473e6211322bd83da4413bb92ae49476492ab576d45694cc05"
  })
  void drawsTheSameBytesOnEveryMachine(String id, String hash) {
    assertThat(open(id, 40, 10).contentHash()).isEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shapes", "glyphs", "textures", "primitives"})
  void drawsAnImageTheSameWhateverTheLimit(String id) {
    ImageSet few = open(id, 10, 1).train();
    ImageSet more = open(id, 30, 1).train();
    int[] fewIndices = Subset.draw("train", 10_000, OptionalInt.of(10));
    int[] moreIndices = Subset.draw("train", 10_000, OptionalInt.of(30));
    for (int i = 0; i < 10; i++) {
      int j = Arrays.binarySearch(moreIndices, fewIndices[i]);
      assertThat(Requests.pixels(few, i)).isEqualTo(Requests.pixels(more, j));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shapes", "glyphs", "textures", "primitives"})
  void drawsTheSameOnOneThread(String id) {
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      String hash = one.submit(() -> open(id, 100, 20).contentHash()).join();
      assertThat(hash).isEqualTo(open(id, 100, 20).contentHash());
    } finally {
      one.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shapes", "glyphs", "textures", "primitives"})
  void drawsDifferentImagesInBothSplits(String id) {
    Dataset data = open(id, 3, 3);
    assertThat(Requests.pixels(data.train(), 0))
        .isNotEqualTo(Requests.pixels(data.test(), 0))
        .isNotEqualTo(Requests.pixels(data.train(), 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shapes", "glyphs", "textures", "primitives"})
  void resizesWithoutCropping(String id) {
    DatasetRequest request =
        new DatasetRequest(
            id,
            Requests.procedural(id, 1, 1).root(),
            64,
            DatasetRequest.PAPER_CROP,
            OptionalInt.of(1),
            OptionalInt.of(1));
    ImageSet large = new BuiltInDatasets().open(request).train();
    ImageSet small = open(id, 1, 1).train();
    assertThat(large.imageSize()).isEqualTo(64);
    // the corner of an image enlarged twice is the corner pixel itself
    assertThat(Requests.pixel(large, 0, 0, 0)).isEqualTo(Requests.pixel(small, 0, 0, 0));
    assertThat(Requests.pixel(large, 0, 63, 63)).isEqualTo(Requests.pixel(small, 0, 31, 31));
  }

  private static Dataset open(String id, int train, int test) {
    return new BuiltInDatasets().open(Requests.procedural(id, train, test));
  }
}
