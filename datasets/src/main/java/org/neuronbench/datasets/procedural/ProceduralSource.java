package org.neuronbench.datasets.procedural;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.image.Resampler;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.memory.DecodedDataset;
import org.neuronbench.datasets.memory.MemoryImages;
import org.neuronbench.datasets.memory.Subset;
import org.neuronbench.datasets.source.DatasetSource;
import org.neuronbench.datasets.source.Survey;
import org.neuronbench.spi.RandomStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task drawn by code. Every image has a random stream of its own: neither limits nor threads
 * change it. The request's crop does not apply, there being nothing to cut off.
 */
public final class ProceduralSource implements DatasetSource {

  /** Seed of every procedural image. Changing it changes the tasks. */
  public static final long SEED = 20_240_301L;

  private static final Logger LOG = LoggerFactory.getLogger(ProceduralSource.class);

  private final ProceduralTask task;

  private ProceduralSource(ProceduralTask task) {
    this.task = task;
  }

  /**
   * Creates the sources of all tasks.
   *
   * @return in the order of listings
   */
  public static List<ProceduralSource> all() {
    return Stream.of(Shapes.task(), Glyphs.task(), Textures.task(), Primitives.task())
        .map(ProceduralSource::new)
        .toList();
  }

  @Override
  public DatasetInfo info() {
    return task.info();
  }

  @Override
  public Dataset open(DatasetRequest request) {
    request
        .root()
        .ifPresent(root -> LOG.warn("{} is drawn by code; {} is not read", task.id(), root));
    Resampler resampler = new Resampler(request.imageSize(), 1);
    Split train = new Split(DecodedDataset.TRAIN, ProceduralTask.TRAIN_SIZE, request.trainLimit());
    Split test = new Split(DecodedDataset.TEST, ProceduralTask.TEST_SIZE, request.testLimit());
    return DecodedDataset.of(
        task.id(),
        task.classNames(),
        images(train, request.imageSize(), resampler),
        images(test, request.imageSize(), resampler));
  }

  @Override
  public Survey survey(DatasetRequest request) {
    int classes = task.classNames().size();
    Split train = new Split(DecodedDataset.TRAIN, ProceduralTask.TRAIN_SIZE, OptionalInt.empty());
    Split test = new Split(DecodedDataset.TEST, ProceduralTask.TEST_SIZE, OptionalInt.empty());
    return new Survey(
        task.classNames(),
        Survey.count(labels(train), classes),
        Survey.count(labels(test), classes),
        Collections.nCopies(train.size() + test.size(), new Survey.Size(Canvas.SIZE, Canvas.SIZE)),
        false);
  }

  private int[] labels(Split split) {
    int[] order = random(split).split("labels").permutation(split.size());
    return Arrays.stream(Subset.draw(split.name(), split.size(), split.limit()))
        .map(i -> order[i] % task.motifs().size())
        .toArray();
  }

  private RandomStream random(Split split) {
    return new RandomStream(SEED).split(task.id()).split(split.name());
  }

  private record Split(String name, int size, OptionalInt limit) {}

  private ImageSet images(Split split, int imageSize, Resampler resampler) {
    RandomStream random = random(split);
    int[] chosen = Subset.draw(split.name(), split.size(), split.limit());
    int[] labels = labels(split);
    Painter painter = new Painter(task.style());
    byte[][] pixels =
        IntStream.range(0, chosen.length)
            .parallel()
            .mapToObj(i -> painter.paint(task.motifs().get(labels[i]), random.split(chosen[i])))
            .map(image -> resampler.apply(new RgbImage(Canvas.SIZE, Canvas.SIZE, image)))
            .toArray(byte[][]::new);
    return new MemoryImages(imageSize, labels, pixels);
  }
}
