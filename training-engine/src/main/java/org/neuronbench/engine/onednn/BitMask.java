package org.neuronbench.engine.onednn;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A bit for each output of a ReLU or ReLU6: whether a gradient passes, which it does strictly
 * between the bounds. Reads floats by their bits: of numbers not below zero the order of the bits
 * is that of the numbers.
 *
 * <p>Two floats are one long, and are worked on together: the sums and differences below never
 * carry from one half into the other. A word holds the bits of 32 pairs, counted from above in each
 * half.
 */
final class BitMask {

  private static final long TOP = 0x8000000080000000L;
  private static final long ABOVE_ZERO = 0x7FFFFFFF7FFFFFFFL;
  private static final int BITS = 32;

  /** Pairs moved through the heap at a time. */
  private static final int BLOCK = 2048;

  private final long belowLimit;
  private final int pairs;
  private final int threads;
  private final Scratch[] scratch;

  /** What one thread moves pairs through. */
  private static final class Scratch {
    private final long[] values = new long[BLOCK];
    private final long[] words = new long[BLOCK / BITS];
  }

  /** Creates a mask of an even number of values; what lies behind an odd one is masked with it. */
  BitMask(Activation activation, int count, int threads) {
    long limit =
        activation == Activation.RELU6
            ? Float.floatToRawIntBits(Attributes.RELU6_LIMIT)
            : Integer.MAX_VALUE;
    this.belowLimit = TOP | (limit - 1) << BITS | (limit - 1);
    this.pairs = pairs(count);
    this.threads = threads;
    this.scratch = Stream.generate(Scratch::new).limit(threads).toArray(Scratch[]::new);
  }

  private static int pairs(int values) {
    return values / 2 + values % 2;
  }

  private static int words(int pairs) {
    return (pairs + BITS - 1) / BITS;
  }

  static long bytes(int values) {
    return (long) Long.BYTES * words(pairs(values));
  }

  /** Work on a block that begins at a pair and has so many. */
  private interface Block {
    void on(Scratch mine, int start, int length);
  }

  private void each(Block work) {
    Ranges.each(
        threads,
        (pairs + BLOCK - 1) / BLOCK,
        (thread, from, to) -> {
          for (int block = from; block < to; block++) {
            int start = block * BLOCK;
            work.on(scratch[thread], start, Math.min(BLOCK, pairs - start));
          }
        });
  }

  /** Writes the bits of the outputs. */
  void pack(LongBuffer outputs, LongBuffer bits) {
    each(
        (mine, start, length) -> {
          outputs.get(start, mine.values, 0, length);
          packBlock(mine.values, mine.words, length, belowLimit);
          bits.put(start / BITS, mine.words, 0, words(length));
        });
  }

  private static void packBlock(long[] values, long[] words, int length, long belowLimit) {
    int count = words(length);
    Arrays.fill(values, length, count * BITS, 0);
    for (int w = 0; w < count; w++) {
      int first = w * BITS;
      long word = 0;
      for (int b = 0; b < BITS; b++) {
        long pair = values[first + b];
        word |= ((pair + ABOVE_ZERO) & (belowLimit - pair) & TOP) >>> b;
      }
      words[w] = word;
    }
  }

  /** Copies the values whose bit is set, and zeros for the others; in place, too. */
  void apply(LongBuffer bits, LongBuffer above, LongBuffer below) {
    each(
        (mine, start, length) -> {
          above.get(start, mine.values, 0, length);
          bits.get(start / BITS, mine.words, 0, words(length));
          applyBlock(mine.values, mine.words, length);
          below.put(start, mine.values, 0, length);
        });
  }

  private static void applyBlock(long[] values, long[] words, int length) {
    int count = words(length);
    for (int w = 0; w < count; w++) {
      int first = w * BITS;
      long word = words[w];
      for (int b = 0; b < BITS; b++) {
        long top = (word << b) & TOP;
        values[first + b] &= (top - (top >>> (BITS - 1))) | top;
      }
    }
  }
}
