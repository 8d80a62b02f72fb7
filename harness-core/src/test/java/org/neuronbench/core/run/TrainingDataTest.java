package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.spi.RandomStream;

class TrainingDataTest {

  private static final int IMAGES = 50;
  private static final int HELD_OUT = 7;
  private static final int BATCH = 10;

  private static TrainingData data(long seed, Augmentation augmentation) {
    return new TrainingData(
        FakeDataset.of(IMAGES, 150),
        Recipes.of(1, 0, BATCH, HELD_OUT).with(Settings.AUGMENTATION, augmentation),
        new RandomStream(seed));
  }

  private static TrainingData data(long seed) {
    return data(seed, Augmentation.NONE);
  }

  private static List<List<Integer>> batches(TrainingData data, int epoch) {
    List<List<Integer>> batches = new ArrayList<>();
    data.epoch(epoch).forEachRemaining(b -> batches.add(FakeDataset.indices(b)));
    return batches;
  }

  private static List<Integer> images(TrainingData data, int epoch) {
    return batches(data, epoch).stream().flatMap(Collection::stream).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, 100, -5})
  void neverTrainsOnHeldOutImages(long seed) {
    TrainingData data = data(seed);
    List<Integer> heldOut = FakeDataset.indices(data.velocityImages(HELD_OUT));
    assertThat(heldOut).hasSize(HELD_OUT).doesNotHaveDuplicates();
    for (int epoch = 0; epoch < 20; epoch++) {
      assertThat(images(data, epoch)).doesNotContainAnyElementsOf(heldOut);
    }
  }

  @Test
  void trainsOnEachImageAtMostOnceAnEpochAndDropsAnIncompleteBatch() {
    TrainingData data = data(3);
    assertThat(data.batches()).isEqualTo(4);
    assertThat(batches(data, 0)).hasSize(4).allSatisfy(b -> assertThat(b).hasSize(BATCH));
    assertThat(images(data, 0)).doesNotHaveDuplicates();
  }

  @Test
  void trainsOnEveryOtherImageInTime() {
    TrainingData data = data(3);
    assertThat(IntStream.range(0, 30).boxed().flatMap(e -> images(data, e).stream()).distinct())
        .hasSize(IMAGES - HELD_OUT);
  }

  @Test
  void theSameSeedGivesTheSameBatches() {
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(batches(data(3), epoch)).isEqualTo(batches(data(3), epoch));
    }
    assertThat(data(3).velocityImages(HELD_OUT).pixels())
        .isEqualTo(data(3).velocityImages(HELD_OUT).pixels());
  }

  @Test
  void anEpochDoesNotDependOnThoseReadBefore() {
    TrainingData read = data(3);
    batches(read, 0);
    read.epoch(1).next();
    assertThat(batches(read, 2)).isEqualTo(batches(data(3), 2));
  }

  @Test
  void everyEpochAndSeedHasItsOwnOrder() {
    TrainingData data = data(3);
    assertThat(batches(data, 0)).isNotEqualTo(batches(data, 1)).isNotEqualTo(batches(data(4), 0));
    assertThat(FakeDataset.indices(data.velocityImages(HELD_OUT)))
        .isNotEqualTo(FakeDataset.indices(data(4).velocityImages(HELD_OUT)));
  }

  @Test
  void fewerVelocityImagesAreTheFirstOfAll() {
    TrainingData data = data(3);
    assertThat(FakeDataset.indices(data.velocityImages(HELD_OUT)))
        .startsWith(FakeDataset.indices(data.velocityImages(2)).toArray(new Integer[0]));
  }

  @Test
  void testsOnTheTestSplitInOrder() {
    List<Integer> images = new ArrayList<>();
    for (Iterator<Batch> test = data(3).test(); test.hasNext(); ) {
      Batch batch = test.next();
      assertThat(FakeDataset.ofTestSplit(batch)).isTrue();
      images.addAll(FakeDataset.indices(batch));
    }
    assertThat(images).isEqualTo(IntStream.range(0, 150).boxed().toList());
  }

  @Test
  void flippingMirrorsAboutHalfOfTheImages() {
    int mirrored = 0;
    TrainingData data = data(3, Augmentation.FLIP);
    for (int epoch = 0; epoch < 25; epoch++) {
      for (Iterator<Batch> batches = data.epoch(epoch); batches.hasNext(); ) {
        mirrored += Columns.mirrored(batches.next());
      }
    }
    // 1000 images; standard deviation 16
    assertThat(mirrored).isBetween(420, 580);
  }

  @Test
  void flippingKeepsTheOrderOfImages() {
    assertThat(batches(data(3, Augmentation.FLIP), 1)).isEqualTo(batches(data(3), 1));
  }

  @Test
  void nothingIsMirroredUnasked() {
    data(3).epoch(0).forEachRemaining(b -> assertThat(Columns.mirrored(b)).isZero());
  }

  /** Reads the blue channel, which holds the column that a pixel came from. */
  private static final class Columns {

    static int mirrored(Batch batch) {
      int mirrored = 0;
      for (int i = 0; i < batch.size(); i++) {
        List<Integer> columns = of(batch, i);
        boolean straight = columns.equals(rows(0, 1, 2, 3));
        assertThat(straight || columns.equals(rows(3, 2, 1, 0))).isTrue();
        mirrored += straight ? 0 : 1;
      }
      return mirrored;
    }

    private static List<Integer> of(Batch batch, int image) {
      int pixels = FakeDataset.EDGE * FakeDataset.EDGE;
      return IntStream.range(0, pixels)
          .mapToObj(p -> (int) batch.pixels()[3 * (image * pixels + p) + 2])
          .toList();
    }

    private static List<Integer> rows(int... columns) {
      return IntStream.range(0, FakeDataset.EDGE * FakeDataset.EDGE)
          .mapToObj(p -> columns[p % FakeDataset.EDGE])
          .toList();
    }
  }

  @Test
  void velocityAndTestImagesAreNeverAugmented() {
    TrainingData plain = data(3, Augmentation.NONE);
    TrainingData augmented = data(3, Augmentation.PAPER);
    assertThat(augmented.velocityImages(HELD_OUT).pixels())
        .isEqualTo(plain.velocityImages(HELD_OUT).pixels());
    assertThat(augmented.test().next().pixels()).isEqualTo(plain.test().next().pixels());
  }

  @Test
  void everyImageIsAugmentedByAStreamOfItsOwn() {
    TrainingData data = data(3, Augmentation.PAPER);
    Batch first = data.epoch(1).next();
    assertThat(data.epoch(1).next().pixels()).isEqualTo(first.pixels());
    assertThat(data.epoch(2).next().pixels()).isNotEqualTo(first.pixels());
    assertThat(FakeDataset.indices(first))
        .isEqualTo(FakeDataset.indices(data(3, Augmentation.NONE).epoch(1).next()));
  }
}
