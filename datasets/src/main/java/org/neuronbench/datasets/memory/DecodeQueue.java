package org.neuronbench.datasets.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.image.Resampler;
import org.neuronbench.datasets.image.RgbImage;

/**
 * Decodes images in parallel, on at most as many threads as there are processors, while one thread
 * reads their files. What comes out, pixels or the error, does not depend on the number of threads.
 */
public class DecodeQueue {

  /** Bounds the images held in memory. */
  private static final int BATCH = 256;

  private static final long BATCH_BYTES = 256L << 20;

  private final int imageSize;
  private final Resampler squares;
  private final Optional<Integer> wholeSide;
  private final Sink sink;
  private final List<Job> waiting = new ArrayList<>();
  private long waitingBytes;

  private record Job(Section section, int index, Supplier<RgbImage> decode) {}

  /** Takes decoded images, from one thread, in any order. */
  @FunctionalInterface
  public interface Sink {

    /** Takes one image. */
    void put(Section section, int index, RgbImage image);
  }

  /** Creates a queue. */
  public DecodeQueue(SizePolicy policy, Sink sink) {
    this.imageSize = policy.imageSize();
    this.squares = policy.squares();
    this.wholeSide = policy.wholeSide();
    this.sink = sink;
  }

  /** Creates a queue that decodes nothing, for those who want labels only. */
  public static DecodeQueue ignoring() {
    SizePolicy any = new SizePolicy(1, 1, Fit.CROP, Optional.empty());
    return new DecodeQueue(any, (section, index, image) -> {}) {
      @Override
      public void add(Section section, int index, int bytes, Supplier<RgbImage> decode) {
        // not wanted
      }
    };
  }

  /**
   * Adds an image.
   *
   * @param section {@link Section#TRAIN} or {@link Section#TEST}
   * @param decode returns the image; called once, on any thread
   * @throws InputException if decoding an image added earlier failed
   */
  public void add(Section section, int index, int bytes, Supplier<RgbImage> decode) {
    waiting.add(new Job(section, index, decode));
    waitingBytes += bytes;
    if (waiting.size() == BATCH || waitingBytes >= BATCH_BYTES) {
      decodeWaiting();
    }
  }

  /** Decodes what is left; throws as {@link #add} does. */
  public void finish() {
    decodeWaiting();
  }

  private void decodeWaiting() {
    List<Runnable> puts = waiting.parallelStream().map(this::decode).toList();
    waiting.clear();
    waitingBytes = 0;
    puts.forEach(Runnable::run);
  }

  /** Returns what is to be done with the image, in its turn. */
  private Runnable decode(Job job) {
    try {
      RgbImage image = job.decode().get();
      RgbImage square = new RgbImage(imageSize, imageSize, squares.apply(image));
      Optional<RgbImage> whole =
          wholeSide
              .filter(side -> job.section() == Section.TRAIN)
              .map(side -> Resampler.shrunk(image, side));
      return () -> {
        sink.put(job.section(), job.index(), square);
        whole.ifPresent(kept -> sink.put(Section.WHOLE, job.index(), kept));
      };
    } catch (InputException e) {
      return () -> {
        throw e;
      };
    }
  }
}
