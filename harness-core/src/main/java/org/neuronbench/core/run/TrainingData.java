package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.spi.RandomStream;

/**
 * The batches of one cell. The velocity images are held out of the training split; the order of the
 * rest and its augmentation depend on the cell's seed and the epoch only.
 */
final class TrainingData {

  private static final int EVALUATION_BATCH = 64;

  private final Dataset dataset;
  private final TrainingRecipe recipe;
  private final int batch;
  private final int threads;
  private final Augmentation augmentation;
  private final RandomStream order;
  private final RandomStream augmenting;
  private final int[] heldOut;
  private final int[] train;
  private final Pace pace;

  TrainingData(Dataset dataset, TrainingRecipe recipe, RandomStream root) {
    this(dataset, recipe, root, Pace.FULL);
  }

  TrainingData(Dataset dataset, TrainingRecipe recipe, RandomStream root, Pace pace) {
    this.pace = pace;
    this.dataset = dataset;
    this.recipe = recipe;
    this.batch = recipe.get(Settings.BATCH);
    this.threads = recipe.get(Settings.THREADS);
    this.augmentation = recipe.get(Settings.AUGMENTATION);
    this.order = root.split("data-order");
    this.augmenting = root.split("augmentation");
    int velocityImages = recipe.get(Settings.VELOCITY_IMAGES);
    int[] shuffled = root.split("held-out").permutation(dataset.train().size());
    this.heldOut = Arrays.copyOf(shuffled, velocityImages);
    this.train = Arrays.copyOfRange(shuffled, velocityImages, shuffled.length);
    Arrays.sort(train);
  }

  /** Returns batches in an epoch; an incomplete last one is dropped. */
  int batches() {
    return pace.of(wholeBatches());
  }

  /** Returns batches of a pass over all images. */
  int wholeBatches() {
    return train.length / batch;
  }

  Batch velocityImages(int count) {
    return Batch.of(dataset.train(), heldOut, 0, count);
  }

  Iterator<Batch> epoch(int epoch) {
    return IntStream.range(0, batches())
        .mapToObj(
            pace.afresh() ? new Pass(epoch)::batch : new Continued((long) epoch * batches())::batch)
        .iterator();
  }

  /** All images once, in an order of its own. */
  private final class Pass {
    private final int number;
    private final int[] indices;
    private final RandomStream random;

    Pass(int number) {
      this.number = number;
      int[] shuffled = order.split(number).permutation(train.length);
      this.indices = Arrays.stream(shuffled).map(i -> train[i]).toArray();
      this.random = augmenting.split(number);
    }

    Batch batch(int b) {
      return TrainingData.this.batch(
          Arrays.copyOfRange(indices, b * batch, (b + 1) * batch), random);
    }
  }

  /** Passes one after the other, from some batch on. */
  private final class Continued {
    private final long first;
    private Pass pass;

    Continued(long first) {
      this.first = first;
      this.pass = new Pass((int) (first / wholeBatches()));
    }

    Batch batch(int b) {
      int number = (int) ((first + b) / wholeBatches());
      if (number != pass.number) {
        pass = new Pass(number);
      }
      return pass.batch((int) ((first + b) % wholeBatches()));
    }
  }

  /** Returns the rate of every iteration of all epochs. */
  LearningRateSchedule schedule() {
    long steps = batches();
    return new LearningRateSchedule(
        recipe.get(Settings.LEARNING_RATE),
        recipe.get(Settings.WARMUP_EPOCHS) * steps,
        recipe.get(Settings.EPOCHS) * steps);
  }

  /** Returns the batches of an epoch with their rates. */
  Iterator<TrainingStep> steps(int epoch, LearningRateSchedule schedule) {
    Iterator<Batch> batches = epoch(epoch);
    long first = (long) epoch * batches();
    return IntStream.range(0, batches())
        .mapToObj(step -> new TrainingStep(batches.next(), schedule.rate(first + step)))
        .iterator();
  }

  private Batch batch(int[] indices, RandomStream random) {
    if (augmentation.equals(Augmentation.NONE)) {
      return Batch.of(dataset.train(), indices, 0, indices.length);
    }
    return augmentation.equals(Augmentation.FLIP)
        ? flipped(Batch.of(dataset.train(), indices, 0, indices.length), random)
        : augmented(indices, random);
  }

  private static Batch flipped(Batch plain, RandomStream random) {
    for (int i = 0; i < plain.size(); i++) {
      if (random.nextDouble() < 0.5) {
        mirror(plain, i);
      }
    }
    return plain;
  }

  /** Every image has a stream of its own: the order of reading does not change it. */
  private Batch augmented(int[] indices, RandomStream random) {
    ImageSet images = dataset.train();
    AugmentedImages source = dataset.augmented(augmentation);
    byte[] pixels = new byte[indices.length * images.imageBytes()];
    IntStream each = IntStream.range(0, indices.length);
    (threads > 1 ? each.parallel() : each)
        .forEach(
            i ->
                source.read(indices[i], random.split(indices[i]), pixels, i * images.imageBytes()));
    return new Batch(
        indices.length,
        images.imageSize(),
        pixels,
        Arrays.stream(indices).map(images::label).toArray(),
        indices);
  }

  private static void mirror(Batch batch, int image) {
    int size = batch.imageSize();
    byte[] pixels = batch.pixels();
    for (int y = 0; y < size; y++) {
      int row = (image * size + y) * size * 3;
      for (int left = 0, right = size - 1; left < right; left++, right--) {
        for (int c = 0; c < 3; c++) {
          byte kept = pixels[row + left * 3 + c];
          pixels[row + left * 3 + c] = pixels[row + right * 3 + c];
          pixels[row + right * 3 + c] = kept;
        }
      }
    }
  }

  Iterator<Batch> test() {
    ImageSet test = dataset.test();
    int[] all = IntStream.range(0, test.size()).toArray();
    return IntStream.iterate(0, i -> i < all.length, i -> i + EVALUATION_BATCH)
        .mapToObj(i -> Batch.of(test, all, i, Math.min(all.length, i + EVALUATION_BATCH)))
        .iterator();
  }
}
