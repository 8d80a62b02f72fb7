package org.neuronbench.datasets.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;

/**
 * Decodes images in parallel while one thread reads their files. What comes out, pixels or the
 * error, does not depend on the number of threads.
 */
public final class DecodeQueue {

  /** Bounds the encoded images held in memory. */
  private static final int BATCH = 256;

  private final byte[][] pixels;
  private final List<Job> waiting = new ArrayList<>();

  private record Job(int index, Supplier<byte[]> decode) {}

  /**
   * Creates a queue.
   *
   * @param size number of images to come
   */
  public DecodeQueue(int size) {
    pixels = new byte[size][];
  }

  /**
   * Adds an image.
   *
   * @param index of the image among those to come
   * @param decode returns its pixels; called once, on any thread
   * @throws InputException if decoding an image added earlier failed
   */
  public void add(int index, Supplier<byte[]> decode) {
    waiting.add(new Job(index, decode));
    if (waiting.size() == BATCH) {
      decodeWaiting();
    }
  }

  /**
   * Decodes what is left.
   *
   * @return the pixels of all images, by index
   * @throws InputException if decoding an image failed
   */
  public byte[][] finish() {
    decodeWaiting();
    return pixels;
  }

  private void decodeWaiting() {
    @Nullable InputException[] failures = new InputException[waiting.size()];
    IntStream.range(0, waiting.size())
        .parallel()
        .forEach(i -> failures[i] = decode(waiting.get(i)));
    waiting.clear();
    for (InputException failure : failures) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private @Nullable InputException decode(Job job) {
    try {
      pixels[job.index()] = job.decode().get();
      return null;
    } catch (InputException e) {
      return e;
    }
  }
}
