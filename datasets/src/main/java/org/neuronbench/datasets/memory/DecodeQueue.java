package org.neuronbench.datasets.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.image.Resampler;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.image.Shrinker;

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
  private final Optional<Shrinker> wholes;
  private final ImageSink sink;
  private final List<Job> waiting = new ArrayList<>();
  private long waitingBytes;

  private record Job(Section section, int index, Supplier<RgbImage> decode) {}

  private record Decoded(
      @Nullable RgbImage square, @Nullable RgbImage whole, @Nullable InputException failure) {}

  /** Creates a queue. */
  public DecodeQueue(SizePolicy policy, ImageSink sink) {
    this.imageSize = policy.imageSize();
    this.squares = policy.squares();
    this.wholes = policy.wholes();
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

  /**
   * Decodes what is left.
   *
   * @throws InputException if decoding an image failed
   */
  public void finish() {
    decodeWaiting();
  }

  private void decodeWaiting() {
    Decoded[] decoded = new Decoded[waiting.size()];
    IntStream.range(0, decoded.length).parallel().forEach(i -> decoded[i] = decode(waiting.get(i)));
    for (int i = 0; i < decoded.length; i++) {
      put(waiting.get(i), decoded[i]);
    }
    waiting.clear();
    waitingBytes = 0;
  }

  private void put(Job job, Decoded decoded) {
    if (decoded.failure() != null) {
      throw decoded.failure();
    }
    if (decoded.square() != null) {
      sink.put(job.section(), job.index(), decoded.square());
    }
    if (decoded.whole() != null) {
      sink.put(Section.WHOLE, job.index(), decoded.whole());
    }
  }

  private Decoded decode(Job job) {
    try {
      RgbImage image = job.decode().get();
      RgbImage square = new RgbImage(imageSize, imageSize, squares.apply(image));
      boolean keep = job.section() == Section.TRAIN && wholes.isPresent();
      return new Decoded(square, keep ? wholes.get().apply(image) : null, null);
    } catch (InputException e) {
      return new Decoded(null, null, e);
    }
  }
}
