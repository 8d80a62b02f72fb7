package org.neuronbench.reports.page;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Leaves out epochs so that a page of many long runs stays small: every {@code stride}-th from the
 * first, and the last.
 *
 * @param stride 1 keeps every epoch, 0 none
 */
record Thinning(int stride) {

  /** Leaves out every epoch. */
  static final Thinning NOTHING = new Thinning(0);

  private static final int LONGEST_STRIDE = 250;

  /** Finds the smallest stride at which the page holds at most so many numbers. */
  static Thinning within(IntUnaryOperator numbersAt, int most) {
    int stride = 1;
    while (stride < LONGEST_STRIDE && numbersAt.applyAsInt(stride) > most) {
      stride++;
    }
    return new Thinning(stride);
  }

  /** Likewise, but leaves out every epoch if even the first and last of each are too many. */
  static Thinning withinOrNothing(IntUnaryOperator numbersAt, int most) {
    return numbersAt.applyAsInt(LONGEST_STRIDE) > most ? NOTHING : within(numbersAt, most);
  }

  /** The epochs kept of so many. */
  List<Integer> kept(int epochs) {
    return IntStream.range(0, stride == 0 ? 0 : epochs)
        .filter(epoch -> epoch % stride == 0 || epoch == epochs - 1)
        .boxed()
        .toList();
  }

  /** How many epochs {@link #kept} keeps. */
  static int count(int epochs, int stride) {
    return epochs == 0 ? 0 : (epochs - 1) / stride + 1 + ((epochs - 1) % stride == 0 ? 0 : 1);
  }
}
