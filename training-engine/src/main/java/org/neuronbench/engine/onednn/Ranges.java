package org.neuronbench.engine.onednn;

import java.util.stream.IntStream;

/** Work on parts of a range that do not touch each other, on several threads if there is much. */
final class Ranges {

  private Ranges() {}

  /** Works on the indices from the first to before the last: the part of one thread. */
  interface Work {
    void on(int thread, int from, int to);
  }

  /** Values that are worth a thread of their own: waking one takes a tenth of a millisecond. */
  private static final long WORTH = 1 << 18;

  /**
   * Splits {@code count} indices evenly; the result does not depend on the number of threads.
   *
   * @param values moved in all
   */
  static void each(int threads, int count, long values, Work work) {
    if (threads == 1 || count < threads || values < threads * WORTH) {
      work.on(0, 0, count);
      return;
    }
    IntStream.range(0, threads)
        .parallel()
        .forEach(
            t ->
                work.on(
                    t,
                    (int) ((long) count * t / threads),
                    (int) ((long) count * (t + 1) / threads)));
  }
}
