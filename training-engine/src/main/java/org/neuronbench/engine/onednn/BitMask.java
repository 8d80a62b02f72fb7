package org.neuronbench.engine.onednn;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.neuronbench.core.engine.Precision;

/**
 * A bit for each output of a ReLU or ReLU6: whether a gradient passes, which it does strictly
 * between the bounds. Reads numbers by their bits: of numbers not below zero the order of the bits
 * is that of the numbers.
 *
 * <p>Two floats, or four bfloat16, are the lanes of one long, and are worked on together: the sums
 * and differences below never carry from one lane into the other. A word holds the bits of as many
 * longs as a lane is wide, counted from above in each lane; they lie as far apart as a block has
 * words, so that neighbours go to neighbours and loops over them become vector instructions.
 */
final class BitMask {

  /** Longs moved through the heap at a time; a word's longs divide it. */
  private static final int BLOCK = 2048;

  private final int lane;
  private final long top;
  private final long belowLimit;
  private final int longs;
  private final int threads;
  private final Scratch[] scratch;

  /** What one thread moves longs through. */
  private static final class Scratch {
    private final long[] values = new long[BLOCK];
    private final long[] words;

    Scratch(int lane) {
      words = new long[BLOCK / lane];
    }
  }

  /** Creates a mask of so many values; what lies behind them to a whole long is masked with it. */
  BitMask(Activation activation, Precision precision, int count, int threads) {
    this.lane = precision.bytes() * Byte.SIZE;
    long limit =
        activation == Activation.RELU6
            ? Float.floatToRawIntBits(Attributes.RELU6_LIMIT) >>> (Float.SIZE - lane)
            : (1L << (lane - 1)) - 1;
    this.top = lanes(1L << (lane - 1));
    this.belowLimit = top | lanes(limit - 1);
    this.longs = longs(count, precision);
    this.threads = threads;
    this.scratch = Stream.generate(() -> new Scratch(lane)).limit(threads).toArray(Scratch[]::new);
  }

  /** Returns a long that holds so much in every lane. */
  private long lanes(long value) {
    long all = 0;
    for (int shift = 0; shift < Long.SIZE; shift += lane) {
      all |= value << shift;
    }
    return all;
  }

  private static int longs(int values, Precision precision) {
    int inOne = Long.BYTES / precision.bytes();
    return (values + inOne - 1) / inOne;
  }

  private int words(int count) {
    return (count + lane - 1) / lane;
  }

  static long bytes(int values, Precision precision) {
    int inWord = precision.bytes() * Byte.SIZE;
    return (long) Long.BYTES * ((longs(values, precision) + inWord - 1) / inWord);
  }

  /** Work on a block that begins at a long and has so many. */
  private interface Block {
    void on(Scratch mine, int start, int length);
  }

  private void each(Block work) {
    Ranges.each(
        threads,
        (longs + BLOCK - 1) / BLOCK,
        longs,
        (thread, from, to) -> {
          for (int block = from; block < to; block++) {
            int start = block * BLOCK;
            work.on(scratch[thread], start, Math.min(BLOCK, longs - start));
          }
        });
  }

  /** Writes the bits of the outputs. */
  void pack(LongBuffer outputs, LongBuffer bits) {
    each(
        (mine, start, length) -> {
          outputs.get(start, mine.values, 0, length);
          packBlock(mine.values, mine.words, length);
          bits.put(start / lane, mine.words, 0, words(length));
        });
  }

  private void packBlock(long[] values, long[] words, int length) {
    int count = words(length);
    long tops = top;
    long below = belowLimit;
    Arrays.fill(values, length, count * lane, 0);
    Arrays.fill(words, 0, count, 0);
    for (int b = 0; b < lane; b++) {
      packBit(values, b * count, words, count, b, tops, below);
    }
  }

  private static void packBit(
      long[] values, int first, long[] words, int count, int bit, long tops, long below) {
    for (int w = 0; w < count; w++) {
      long some = values[first + w];
      words[w] |= ((some + ~tops) & (below - some) & tops) >>> bit;
    }
  }

  /** Copies the values whose bit is set, and zeros for the others; in place, too. */
  void apply(LongBuffer bits, LongBuffer above, LongBuffer below) {
    each(
        (mine, start, length) -> {
          above.get(start, mine.values, 0, length);
          bits.get(start / lane, mine.words, 0, words(length));
          applyBlock(mine.values, mine.words, length);
          below.put(start, mine.values, 0, length);
        });
  }

  private void applyBlock(long[] values, long[] words, int length) {
    int count = words(length);
    for (int b = 0; b < lane; b++) {
      applyBit(values, b * count, words, count, b, top, lane - 1);
    }
  }

  private static void applyBit(
      long[] values, int first, long[] words, int count, int bit, long tops, int sign) {
    for (int w = 0; w < count; w++) {
      long passes = (words[w] << bit) & tops;
      values[first + w] &= (passes - (passes >>> sign)) | passes;
    }
  }
}
