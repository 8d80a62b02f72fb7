package org.neuronbench.engine.onednn;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** Sums of magnitudes of each channel of a channels-last tensor. */
final class ChannelNorms {

  /** Values moved through the heap at a time; they stay in the cache. */
  private static final int BLOCK = 8192;

  /** Values of a loop that is worth its setting up. */
  private static final int LONG = 1024;

  private static final int MAGNITUDE = 0x7fff;

  private final int channels;
  private final int pixels;
  private final int threads;

  ChannelNorms(int channels, int pixels, int threads) {
    this.channels = channels;
    this.pixels = pixels;
    this.threads = threads;
  }

  /** Sums; the order of additions does not depend on the machine. */
  double[] of(Buffer map) {
    double[][] parts = new double[threads][channels];
    Ranges.each(
        threads,
        pixels,
        (long) pixels * channels,
        (thread, from, to) -> {
          if (map instanceof FloatBuffer floats) {
            sum(floats, from, to, parts[thread]);
          } else {
            sum((ShortBuffer) map, from, to, parts[thread]);
          }
        });
    double[] sums = parts[0];
    for (int t = 1; t < threads; t++) {
      for (int c = 0; c < channels; c++) {
        sums[c] += parts[t][c];
      }
    }
    return sums;
  }

  private void sum(FloatBuffer map, int first, int last, double[] sums) {
    int atOnce = pixelsAtOnce();
    float[] block = new float[atOnce * channels];
    float[] partial = new float[stride()];
    for (int p = first; p < last; p += atOnce) {
      int count = Math.min(atOnce, last - p) * channels;
      map.get(p * channels, block, 0, count);
      add(block, count, partial, sums);
    }
  }

  private void sum(ShortBuffer map, int first, int last, double[] sums) {
    int atOnce = pixelsAtOnce();
    short[] bits = new short[atOnce * channels];
    float[] block = new float[atOnce * channels];
    float[] partial = new float[stride()];
    for (int p = first; p < last; p += atOnce) {
      int count = Math.min(atOnce, last - p) * channels;
      map.get(p * channels, bits, 0, count);
      for (int i = 0; i < count; i++) {
        block[i] = Float.intBitsToFloat((bits[i] & MAGNITUDE) << Short.SIZE);
      }
      add(block, count, partial, sums);
    }
  }

  private int pixelsAtOnce() {
    return Math.max(1, BLOCK / channels);
  }

  /** Of few channels several pixels are summed side by side: long loops are the fast ones. */
  private int stride() {
    return channels * Math.max(1, LONG / channels);
  }

  /** Adds a block in float, which is fast, and blocks in double. */
  private void add(float[] block, int count, float[] partial, double[] sums) {
    Arrays.fill(partial, 0);
    int run = partial.length;
    int at = 0;
    for (; at + 4 * run <= count; at += 4 * run) { // four loads for each store
      for (int i = 0; i < run; i++) {
        partial[i] +=
            (Math.abs(block[at + i]) + Math.abs(block[at + run + i]))
                + (Math.abs(block[at + 2 * run + i]) + Math.abs(block[at + 3 * run + i]));
      }
    }
    for (; at < count; at += run) {
      int length = Math.min(run, count - at);
      for (int i = 0; i < length; i++) {
        partial[i] += Math.abs(block[at + i]);
      }
    }
    for (int from = 0; from < run; from += channels) {
      for (int c = 0; c < channels; c++) {
        sums[c] += partial[from + c];
      }
    }
  }

  /** Sums in four strands, which the processor works on at the same time. */
  static double sum(float[] values) {
    double[] sums = new double[4];
    int i = 0;
    for (; i + 4 <= values.length; i += 4) {
      sums[0] += Math.abs(values[i]);
      sums[1] += Math.abs(values[i + 1]);
      sums[2] += Math.abs(values[i + 2]);
      sums[3] += Math.abs(values[i + 3]);
    }
    for (; i < values.length; i++) {
      sums[0] += Math.abs(values[i]);
    }
    return sums[0] + sums[1] + sums[2] + sums[3];
  }
}
