package org.neuronbench.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.core.data.Views;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.View;
import org.neuronbench.spi.method.ViewRule.Composition;

/**
 * The batches of one cell. The velocity images are held out of the training split; the order of the
 * rest and its augmentation depend on the cell's seed and the epoch only.
 */
final class TrainingData implements Viewing {

  private static final int EVALUATION_BATCH = 64;

  private final Dataset dataset;
  private final TrainingRecipe recipe;
  private final int threads;
  private final Augmentation augmentation;
  private final RandomStream order;
  private final RandomStream augmenting;
  private final int[] heldOut;
  private final int[] pool;
  private final int[] withLabels;
  private final Composed composed;
  private final boolean plain;
  private final int run;
  private final Pace pace;
  private final Views views;

  /**
   * What a batch is made of, in images.
   *
   * @param labelled drawn from those with labels
   * @param others from the pool, each once a pass
   */
  private record Composed(int labelled, List<View> views, int others, List<View> otherViews) {

    static Composed of(@Nullable Composition composition, int batch) {
      if (composition == null) {
        return new Composed(0, List.of(), batch, List.of(View.RECIPE));
      }
      int labelled = (int) Math.round(composition.labelled() * batch);
      return new Composed(labelled, composition.views(), batch - labelled, composition.others());
    }

    int labelledRows() {
      return labelled * views.size();
    }

    int rows() {
      return labelledRows() + others * otherViews.size();
    }
  }

  /** Every image, in full steps. */
  TrainingData(Dataset dataset, TrainingRecipe recipe, RandomStream root) {
    this(dataset, recipe, root, null, 0, Pace.FULL, null, false);
  }

  /**
   * Prepares the batches.
   *
   * @param labelled whether each image has a label; {@code null} if all have
   * @param run images of one class that come one after the other; 0 for a mixed order
   * @param composition what batches are made of; without one, of images with labels only
   * @param streaming whether labels are not looked at: all images come by
   * @throws InputException if there are too few images for one batch
   */
  TrainingData(
      Dataset dataset,
      TrainingRecipe recipe,
      RandomStream root,
      boolean @Nullable [] labelled,
      int run,
      Pace pace,
      @Nullable Composition composition,
      boolean streaming) {
    this.run = run;
    this.dataset = dataset;
    this.recipe = recipe;
    this.threads = recipe.get(Settings.THREADS);
    this.augmentation = recipe.get(Settings.AUGMENTATION);
    this.order = root.split("data-order");
    this.augmenting = root.split("augmentation");
    this.pace = pace;
    this.views = new Views(dataset.train().imageSize());
    int velocityImages = recipe.get(Settings.VELOCITY_IMAGES);
    int[] shuffled = root.split("held-out").permutation(dataset.train().size());
    this.heldOut = Arrays.copyOf(shuffled, velocityImages);
    int[] train = Arrays.copyOfRange(shuffled, velocityImages, shuffled.length);
    Arrays.sort(train);
    this.withLabels =
        labelled == null ? train : Arrays.stream(train).filter(i -> labelled[i]).toArray();
    this.pool = composition == null && !streaming ? withLabels : train;
    this.plain = composition == null;
    this.composed = Composed.of(composition, recipe.get(Settings.BATCH));
    if (wholeBatches() == 0 || (composed.labelled > 0 && withLabels.length == 0)) {
      throw new InputException(
          Text.format(
              "Dataset %s leaves %d images with labels and %d in all to train on, too few for a batch"
                  + " of %d; lower training.batch, or raise labelled or train-limit",
              dataset.id(), withLabels.length, train.length, recipe.get(Settings.BATCH)));
    }
  }

  /** Returns batches in an epoch; an incomplete last one is dropped. */
  int batches() {
    return pace.of(wholeBatches());
  }

  /** Returns batches of a pass over all images. */
  int wholeBatches() {
    return composed.others > 0 ? pool.length / composed.others : pool.length / composed.labelled;
  }

  /** Returns the rows of a batch: its images, each in all its views. */
  int rows() {
    return composed.rows();
  }

  /** Returns how many rows of a batch, the first ones, have a label that may be seen. */
  int labelledRows() {
    return plain ? composed.rows() : composed.labelledRows();
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
      int[] shuffled = order.split(number).permutation(pool.length);
      int[] mixed = Arrays.stream(shuffled).map(i -> pool[i]).toArray();
      this.indices = run == 0 ? mixed : inRuns(mixed, order.split("runs").split(number));
      this.random = augmenting.split(number);
    }

    Batch batch(int b) {
      int[] others = Arrays.copyOfRange(indices, b * composed.others, (b + 1) * composed.others);
      if (plain) {
        return TrainingData.this.batch(others, random);
      }
      RandomStream drawing = order.split("labelled").split(number).split(b);
      int[] drawn =
          IntStream.range(0, composed.labelled)
              .map(i -> withLabels[drawing.nextInt(withLabels.length)])
              .toArray();
      RandomStream viewing = random.split("views").split(b);
      List<Batch> parts = new ArrayList<>();
      for (int v = 0; v < composed.views.size() && drawn.length > 0; v++) {
        parts.add(view(composed.views.get(v), drawn, viewing.split(v)));
      }
      for (int v = 0; v < composed.otherViews.size() && others.length > 0; v++) {
        parts.add(view(composed.otherViews.get(v), others, viewing.split(-1 - v)));
      }
      return Batch.joined(parts);
    }
  }

  /** Orders a stream: as many images of one class after each other as a run is long. */
  private int[] inRuns(int[] mixed, RandomStream random) {
    int[] sorted =
        Arrays.stream(mixed)
            .boxed()
            .sorted(Comparator.comparingInt(i -> dataset.train().label(i)))
            .mapToInt(i -> i)
            .toArray();
    List<int[]> runs = new ArrayList<>();
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length
          && to - from < run
          && dataset.train().label(sorted[to]) == dataset.train().label(sorted[from])) {
        to++;
      }
      runs.add(Arrays.copyOfRange(sorted, from, to));
      from = to;
    }
    return Arrays.stream(random.permutation(runs.size()))
        .mapToObj(runs::get)
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  /** Returns the images that have labels. */
  Iterator<Batch> labelled() {
    return batches(dataset.train(), withLabels);
  }

  @Override
  public int[] withLabels() {
    return withLabels;
  }

  @Override
  public Iterator<Batch> test(int most, RandomStream random) {
    int[] order = random.permutation(dataset.test().size());
    return batches(dataset.test(), Arrays.copyOf(order, Math.min(most, order.length)));
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public int classes() {
    return dataset.classNames().size();
  }

  @Override
  public Batch view(View view, int[] indices, RandomStream random) {
    if (view == View.RECIPE) {
      return batch(indices, random);
    }
    ImageSet images = dataset.train();
    Batch plain = Batch.of(images, indices, 0, indices.length);
    if (view == View.PLAIN) {
      return plain;
    }
    IntStream each = IntStream.range(0, indices.length);
    (threads > 1 ? each.parallel() : each)
        .forEach(
            i -> {
              int at = i * images.imageBytes();
              byte[] image = Arrays.copyOfRange(plain.pixels(), at, at + images.imageBytes());
              RandomStream own = random.split(i);
              byte[] seen =
                  switch (view) {
                    case FLIPPED -> views.flipped(image);
                    case WEAK -> views.weak(image, own);
                    case CONTRAST -> views.contrast(image, own);
                    default -> views.strong(image, own);
                  };
              System.arraycopy(seen, 0, plain.pixels(), at, seen.length);
            });
    return plain;
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
    return batches(test, IntStream.range(0, test.size()).toArray());
  }

  private static Iterator<Batch> batches(ImageSet images, int[] all) {
    return IntStream.iterate(0, i -> i < all.length, i -> i + EVALUATION_BATCH)
        .mapToObj(i -> Batch.of(images, all, i, Math.min(all.length, i + EVALUATION_BATCH)))
        .iterator();
  }
}
