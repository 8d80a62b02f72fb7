package org.neuronbench.engine.onednn;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.stream.IntStream;

/** Copies some channels of a channels-last tensor, so that a smaller problem can be computed. */
final class ChannelGather {

  /**
   * Kernels work on blocks of 16 channels; a rounded count also keeps the number of shapes small.
   */
  private static final int BLOCK = 16;

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

  /** What counts is what is read: a channel here and there still touches whole pixels. */
  private void eachPixel(Ranges.Work work) {
    Ranges.each(threads, pixels, (long) pixels * channels, work);
  }

  /** Copies the chosen channels of every pixel, and zeros after them up to the width. */
  void gather(Buffer from, Buffer to, int[] chosen, int width) {
    if (from instanceof FloatBuffer floats) {
      eachPixel((t, first, last) -> floats(floats, (FloatBuffer) to, chosen, width, first, last));
    } else {
      ShortBuffer shorts = (ShortBuffer) from;
      eachPixel((t, first, last) -> shorts(shorts, (ShortBuffer) to, chosen, width, first, last));
    }
  }

  private void floats(
      FloatBuffer from, FloatBuffer to, int[] chosen, int width, int first, int last) {
    float[] whole = new float[AT_ONCE * channels];
    float[] many = new float[AT_ONCE * width]; // what lies behind the chosen ones stays zero
    for (int start = first; start < last; start += AT_ONCE) {
      int count = Math.min(AT_ONCE, last - start);
      from.get(start * channels, whole, 0, count * channels);
      for (int p = 0; p < count; p++) {
        int source = p * channels;
        for (int i = 0; i < chosen.length; i++) {
          many[p * width + i] = whole[source + chosen[i]];
        }
      }
      to.put(start * width, many, 0, count * width);
    }
  }

  /** The same on numbers of two bytes: primitive types have no common loop. */
  private void shorts(
      ShortBuffer from, ShortBuffer to, int[] chosen, int width, int first, int last) {
    short[] whole = new short[AT_ONCE * channels];
    short[] many = new short[AT_ONCE * width];
    for (int start = first; start < last; start += AT_ONCE) {
      int count = Math.min(AT_ONCE, last - start);
      from.get(start * channels, whole, 0, count * channels);
      for (int p = 0; p < count; p++) {
        int source = p * channels;
        for (int i = 0; i < chosen.length; i++) {
          many[p * width + i] = whole[source + chosen[i]];
        }
      }
      to.put(start * width, many, 0, count * width);
    }
  }

  /** Puts channels back to the places that they were gathered from, and zeros elsewhere. */
  void spread(Buffer from, Buffer to, int[] places) {
    int[] sources = new int[channels];
    java.util.Arrays.fill(sources, -1);
    for (int i = 0; i < places.length; i++) {
      sources[places[i]] = i;
    }
    eachPixel(
        (t, first, last) -> {
          if (from instanceof FloatBuffer floats) {
            spread(floats, (FloatBuffer) to, sources, places.length, first, last);
          } else {
            spread((ShortBuffer) from, (ShortBuffer) to, sources, places.length, first, last);
          }
        });
  }

  private void spread(
      FloatBuffer from, FloatBuffer to, int[] sources, int width, int first, int last) {
    float[] pixel = new float[channels];
    for (int p = first; p < last; p++) {
      for (int c = 0; c < channels; c++) {
        pixel[c] = sources[c] < 0 ? 0 : from.get(p * width + sources[c]);
      }
      to.put(p * channels, pixel);
    }
  }

  private void spread(
      ShortBuffer from, ShortBuffer to, int[] sources, int width, int first, int last) {
    short[] pixel = new short[channels];
    for (int p = first; p < last; p++) {
      for (int c = 0; c < channels; c++) {
        pixel[c] = sources[c] < 0 ? 0 : from.get(p * width + sources[c]);
      }
      to.put(p * channels, pixel);
    }
  }

  /** Copies pixels of few channels into pixels of more, with zeros after them. */
  void widen(Buffer from, int count, Buffer to, int width) {
    int[] all = IntStream.range(0, count).toArray();
    new ChannelGather(count, threads, pixels).gather(from, to, all, width);
  }
}
