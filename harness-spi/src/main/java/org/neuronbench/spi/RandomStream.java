package org.neuronbench.spi;

/**
 * A stream of pseudo-random numbers that is the same on every machine and Java version.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Streams are split by name,
 * never shared: what one consumer draws does not shift another's numbers. Not thread-safe.
 */
public final class RandomStream {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  /**
   * Creates a stream.
   *
   * @param seed any value
   */
  public RandomStream(long seed) {
    this.seed = seed;
    this.state = mix(seed);
  }

  /**
   * Creates the stream of a named purpose. It depends on this stream's seed and the name only, not
   * on what was drawn.
   *
   * @param name the purpose, such as {@code data-order}
   * @return a new stream
   */
  public RandomStream split(String name) {
    long hash = 0xCBF29CE484222325L; // FNV-1a
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return new RandomStream(mix(seed + GOLDEN_GAMMA) ^ mix(hash));
  }

  /**
   * Creates the stream of a numbered item, such as an epoch or an image.
   *
   * @param index any number
   * @return a new stream
   */
  public RandomStream split(long index) {
    return new RandomStream(mix(seed + GOLDEN_GAMMA) ^ mix(index * GOLDEN_GAMMA + 1));
  }

  /**
   * Draws 64 uniform bits.
   *
   * @return any value
   */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * Draws a whole number below a bound, without bias.
   *
   * @param bound exclusive, positive
   * @return 0 to {@code bound - 1}
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    while (true) {
      long bits = nextLong() >>> 33;
      long value = bits % bound;
      if (bits - value + (bound - 1) < (1L << 31)) {
        return (int) value;
      }
    }
  }

  /**
   * Draws a uniform number.
   *
   * @return in [0, 1)
   */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Draws a standard normal number (polar method).
   *
   * @return mean 0, variance 1
   */
  public double nextGaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /**
   * Draws a permutation.
   *
   * @param size not negative
   * @return 0 to {@code size - 1} in uniformly random order
   */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
