package org.neuronbench.datasets.procedural;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.Fit;
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
  private static final int TRAIN_SIZE = 10_000;
  private static final int TEST_SIZE = 2_000;

  private final DatasetInfo info;
  private final List<Motif> motifs;
  private final List<String> classNames;
  private final Painter painter;

  /** A class of a task: its name and how a random member is drawn, around the origin. */
  record Motif(String name, Function<RandomStream, Field> sketch) {

    /** Draws by one random number. */
    static Motif of(String name, double low, double high, DoubleFunction<Field> sketch) {
      return new Motif(name, random -> sketch.apply(Painter.between(random, low, high)));
    }

    /** Draws with a pen whose half width varies. */
    static Motif of(
        String name, Function<RandomStream, Strokes> pen, double thinnest, double thickest) {
      return new Motif(
          name,
          random ->
              pen.apply(random).field(Painter.between(random, thinnest, thickest)).within(1.4));
    }
  }

  ProceduralSource(String id, String summary, String use, List<Motif> motifs, Painter painter) {
    this.motifs = motifs;
    this.classNames = motifs.stream().map(Motif::name).toList();
    this.painter = painter;
    this.info =
        new DatasetInfo(
            id,
            summary,
            Text.format(
                """
                %d classes: %s.
                %,d training and %,d test images, balanced, 32 x 32; limits draw fewer.
                Drawn by code, the same bytes on every machine: no root, no files, no licence to heed.
                Position, size, contrast, light, noise and colour vary; colour tells nothing of the class.
                %s""",
                motifs.size(), String.join(", ", classNames), TRAIN_SIZE, TEST_SIZE, use),
            Canvas.SIZE,
            false);
  }

  /** Creates the sources of all tasks, in the order of listings. */
  public static List<ProceduralSource> all() {
    return List.of(Shapes.task(), Glyphs.task(), Textures.task(), Primitives.task());
  }

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public Dataset open(DatasetRequest request) {
    request
        .root()
        .ifPresent(root -> LOG.warn("{} is drawn by code; {} is not read", info.id(), root));
    return DecodedDataset.of(
        info.id(),
        classNames,
        images(DecodedDataset.TRAIN, TRAIN_SIZE, request.trainLimit(), request.imageSize()),
        images(DecodedDataset.TEST, TEST_SIZE, request.testLimit(), request.imageSize()));
  }

  @Override
  public Survey survey(DatasetRequest request) {
    return Survey.of(
        classNames,
        labels(DecodedDataset.TRAIN, TRAIN_SIZE),
        labels(DecodedDataset.TEST, TEST_SIZE),
        Canvas.SIZE);
  }

  private RandomStream random(String split) {
    return new RandomStream(SEED).split(info.id()).split(split);
  }

  private int[] labels(String split, int size) {
    int[] order = random(split).split("labels").permutation(size);
    return Arrays.stream(order).map(place -> place % motifs.size()).toArray();
  }

  private ImageSet images(String split, int size, OptionalInt limit, int imageSize) {
    RandomStream random = random(split);
    Resampler resampler = new Resampler(imageSize, 1, Fit.CROP);
    int[] chosen = Subset.draw(split, size, limit);
    int[] all = labels(split, size);
    int[] labels = Arrays.stream(chosen).map(i -> all[i]).toArray();
    byte[][] pixels =
        IntStream.range(0, chosen.length)
            .parallel()
            .mapToObj(i -> painter.paint(motifs.get(labels[i]), random.split(chosen[i])))
            .map(image -> resampler.apply(new RgbImage(Canvas.SIZE, Canvas.SIZE, image)))
            .toArray(byte[][]::new);
    return new MemoryImages(imageSize, labels, pixels);
  }
}
