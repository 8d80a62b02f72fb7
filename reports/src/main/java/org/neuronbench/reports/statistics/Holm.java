package org.neuronbench.reports.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction for several tests (Holm 1979): the chance that any of them calls
 * chance a difference stays at the level of one.
 */
public final class Holm {

  private Holm() {}

  /**
   * Corrects p-values for their number.
   *
   * @param pValues each in [0, 1]; empty ones are no tests and do not count
   * @return corrected, in the same order, each in [0, 1]
   */
  public static List<OptionalDouble> adjust(List<OptionalDouble> pValues) {
    int[] tests =
        IntStream.range(0, pValues.size()).filter(i -> pValues.get(i).isPresent()).toArray();
    double[] present =
        Arrays.stream(tests).mapToDouble(i -> pValues.get(i).orElseThrow()).toArray();
    double[] adjusted = adjust(present);
    OptionalDouble[] all = new OptionalDouble[pValues.size()];
    Arrays.fill(all, OptionalDouble.empty());
    for (int i = 0; i < tests.length; i++) {
      all[tests[i]] = OptionalDouble.of(adjusted[i]);
    }
    return List.of(all);
  }

  private static double[] adjust(double[] pValues) {
    int[] rising =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int step = 0; step < rising.length; step++) {
      double p = Math.min(1, (rising.length - step) * pValues[rising[step]]);
      largest = Math.max(largest, p);
      adjusted[rising[step]] = largest;
    }
    return adjusted;
  }
}
