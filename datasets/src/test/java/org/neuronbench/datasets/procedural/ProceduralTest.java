package org.neuronbench.datasets.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
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
    "shapes, 40, 10, 32, c72c0417b6670fbf6a98a192680cec7194c29c70653e619eff650f25a50efb30",
    "shapes, 2000, 400, 32, 1ee4b8cc9e79a77730ad1600183cc7d86e9d7eb33f81537c8c531db9ae29c648",
    "shapes, 30, 8, 48, d809c6b79c5448b52c6d70436f4242ea8448d18485c3b74d06f703436af3026f",
    "shapes, 30, 8, 20, cb116bbc8b977f683b7abd98d07093f93660fc64ac8ee4a8cd7e94b8ea4e07c8",
    "shapes, 10, 3, 128, d64859e9e5acbe58f6f349ed97f6eb490f97e91258e37f74bbd4e2dcd14d00a1",
    "glyphs, 40, 10, 32, e038f797763008f4a3e912e3b2bdef858237c952dfbefdc085cb9698fcb65fa5",
    "glyphs, 2000, 400, 32, e4292c47fcf66168d6dd1917c7519d56301279750fc9748615893e3960011086",
    "glyphs, 30, 8, 48, c55b28873f4a709bf32b0a13735736c780351a8b7a2d20f5eb68ee0e5c1c89d8",
    "glyphs, 30, 8, 20, b68af6e89e836e069247eb455411c08cdc6185e4ad545dd57167ef71d50b8fb2",
    "glyphs, 10, 3, 128, 3c5e6438734e6e85b02a32d0affe21c44693514f425de66e49a79f8f487ea23d",
    "textures, 40, 10, 32, 6fb9329b0202688f1c720b8421632c9799c665c4dae38f7d7902adbe5c063c53",
    "textures, 2000, 400, 32, 5f4581fc8124c3f082988d8e56da665f715154bd2ccf95ff792877d50bb645c1",
    "textures, 30, 8, 48, bd01c5bf42e2763dc746daa45956f4c6c4709487c790e79dc9e7829fb434815a",
    "textures, 30, 8, 20, 4d266e529a740c1aa140097103df393e2370a15e730407d07ab0c5d16f2563ed",
    "textures, 10, 3, 128, 00fbb4030f4e46e5f697b163fafb9767f3f316de3ff1258f7becb36fa8740891",
    "primitives, 40, 10, 32, f2e71bb9626cbd473e6211322bd83da4413bb92ae49476492ab576d45694cc05",
    "primitives, 2000, 400, 32, c4f3cb320b12bc039a752c3d7c5e366ceebb8e2495631b77464143849dd02828",
    "primitives, 30, 8, 48, 73ed4913174749226901141d25c4ab11eb784cfa2b209f7b7322dcb63fdbb004",
    "primitives, 30, 8, 20, b7e8568c43dc6c28332da3122d3655d062321715cf9d38ac343c295e0353690d",
    "primitives, 10, 3, 128, 67b7ed70d4f06ee572b9fe989473f3d67bae195ec376b09cd088418942555379"
  })
  void drawsTheSameBytesOnEveryMachine(String id, int train, int test, int imageSize, String hash) {
    assertThat(open(id, train, test, imageSize).contentHash()).isEqualTo(hash);
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
    ImageSet large = open(id, 1, 1, 64).train();
    ImageSet small = open(id, 1, 1).train();
    assertThat(large.imageSize()).isEqualTo(64);
    // the corner of an image enlarged twice is the corner pixel itself
    assertThat(Requests.pixel(large, 0, 0, 0)).isEqualTo(Requests.pixel(small, 0, 0, 0));
    assertThat(Requests.pixel(large, 0, 63, 63)).isEqualTo(Requests.pixel(small, 0, 31, 31));
  }

  private static Dataset open(String id, int train, int test) {
    return new BuiltInDatasets().open(Requests.procedural(id, train, test));
  }

  private static Dataset open(String id, int train, int test, int imageSize) {
    return new BuiltInDatasets()
        .open(
            new DatasetRequest(
                id,
                Optional.empty(),
                imageSize,
                DatasetRequest.PAPER_CROP,
                OptionalInt.of(train),
                OptionalInt.of(test)));
  }
}
