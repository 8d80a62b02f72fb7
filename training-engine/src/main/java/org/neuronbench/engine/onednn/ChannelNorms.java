package org.neuronbench.engine.onednn;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Sums of magnitudes of each channel of a channels-last tensor. */
final class ChannelNorms {

  /** Values moved through the heap at a time; they stay in the cache. */
  private static final int BLOCK = 8192;

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
    int atOnce = Math.max(1, BLOCK / channels);
    float[] block = new float[atOnce * channels];
    float[] partial = new float[channels];
    for (int p = first; p < last; p += atOnce) {
      int count = Math.min(atOnce, last - p);
      map.get(p * channels, block, 0, count * channels);
      add(block, count, partial, sums);
    }
  }

  private void sum(ShortBuffer map, int first, int last, double[] sums) {
    int atOnce = Math.max(1, BLOCK / channels);
    short[] bits = new short[atOnce * channels];
    float[] block = new float[atOnce * channels];
    float[] partial = new float[channels];
    for (int p = first; p < last; p += atOnce) {
      int count = Math.min(atOnce, last - p);
      map.get(p * channels, bits, 0, count * channels);
      for (int i = 0; i < count * channels; i++) {
        block[i] = Float.intBitsToFloat((bits[i] & MAGNITUDE) << Short.SIZE);
      }
      add(block, count, partial, sums);
    }
  }

  /** Adds a block in float, which is fast, and blocks in double. */
  private void add(float[] block, int count, float[] partial, double[] sums) {
    java.util.Arrays.fill(partial, 0);
    for (int p = 0; p < count; p++) {
      int at = p * channels;
      for (int c = 0; c < channels; c++) {
        partial[c] += Math.abs(block[at + c]);
      }
    }
    for (int c = 0; c < channels; c++) {
      sums[c] += partial[c];
    }
  }

  static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += Math.abs(value);
    }
    return sum;
  }
}
