package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Copies some channels of a channels-last tensor, so that a smaller problem can be computed. */
final class ChannelGather {

  /**
   * Kernels work on blocks of 16 channels; a rounded count also keeps the number of shapes small.
   */
  private static final int BLOCK = 16;

  /** Pixels that are worth a thread of their own. */
  private static final int PIXELS = 512;

  /** Pixels written at a time. */
  private static final int AT_ONCE = 64;

  private final int channels;
  private final int threads;
  private final int pixels;

  ChannelGather(int channels, int threads, int pixels) {
    this.channels = channels;
    this.threads = threads;
    this.pixels = pixels;
  }

  static int rounded(int chosen, int channels) {
    return Math.min(channels, (chosen + BLOCK - 1) / BLOCK * BLOCK);
  }

  private void eachPixel(Ranges.Work work) {
    Ranges.each(pixels < PIXELS ? 1 : threads, pixels, work);
  }

  /** Copies the chosen channels of every pixel, and zeros after them up to the width. */
  void gather(FloatBuffer from, FloatBuffer to, int[] chosen, int width) {
    eachPixel(
        (thread, first, last) -> {
          float[] many = new float[AT_ONCE * width]; // what lies behind the chosen ones stays zero
          for (int start = first; start < last; start += AT_ONCE) {
            int count = Math.min(AT_ONCE, last - start);
            for (int p = 0; p < count; p++) {
              int source = (start + p) * channels;
              int target = p * width;
              for (int i = 0; i < chosen.length; i++) {
                many[target + i] = from.get(source + chosen[i]);
              }
            }
            to.put(start * width, many, 0, count * width);
          }
        });
  }

  /** Copies pixels of few channels into pixels of more, with zeros after them. */
  void widen(FloatBuffer from, int count, FloatBuffer to, int width) {
    int[] all = IntStream.range(0, count).toArray();
    new ChannelGather(count, threads, pixels).gather(from, to, all, width);
  }
}
