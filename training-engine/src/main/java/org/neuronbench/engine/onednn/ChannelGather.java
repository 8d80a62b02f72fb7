package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.neuronbench.engine.onednn.Arena.Slot;

/** Copies some channels of a channels-last tensor, so that a smaller problem can be computed. */
final class ChannelGather {

  /**
   * Kernels work on blocks of 16 channels; a rounded count also keeps the number of shapes small.
   */
  private static final int BLOCK = 16;

  private static final int PIXELS_AT_ONCE = 256;

  private final int channels;
  private final int[] chosen;
  private final int width;
  private final Scratch scratch;

  /** Arrays for every gathering of a session, which runs one at a time. */
  static final class Scratch {
    private float[] in = new float[0];
    private float[] out = new float[0];

    private void reserve(int in, int out) {
      this.in = this.in.length < in ? new float[in] : this.in;
      this.out = this.out.length < out ? new float[out] : this.out;
    }
  }

  ChannelGather(int channels, int[] chosen, Scratch scratch) {
    this.channels = channels;
    this.chosen = chosen;
    this.width = rounded(chosen.length, channels);
    this.scratch = scratch;
  }

  static int rounded(int chosen, int channels) {
    return Math.min(channels, (chosen + BLOCK - 1) / BLOCK * BLOCK);
  }

  /** Returns the channels of the result; those after the chosen ones are zero. */
  int width() {
    return width;
  }

  /** Emits the gathering of a tensor, and returns where it goes. */
  Slot emit(Program.Builder program, Slot from, int pixels) {
    Slot to = program.floats((long) pixels * width);
    program.java(p -> gather(p.view(from), p.view(to), pixels), from, to);
    return to;
  }

  void gather(FloatBuffer from, FloatBuffer to, int pixels) {
    scratch.reserve(PIXELS_AT_ONCE * channels, PIXELS_AT_ONCE * width);
    float[] in = scratch.in;
    float[] out = scratch.out;
    for (int start = 0; start < pixels; start += PIXELS_AT_ONCE) {
      int count = Math.min(PIXELS_AT_ONCE, pixels - start);
      from.get(start * channels, in, 0, count * channels);
      for (int p = 0; p < count; p++) {
        int source = p * channels;
        int target = p * width;
        for (int i = 0; i < chosen.length; i++) {
          out[target + i] = in[source + chosen[i]];
        }
        Arrays.fill(out, target + chosen.length, target + width, 0);
      }
      to.put(start * width, out, 0, count * width);
    }
  }
}
