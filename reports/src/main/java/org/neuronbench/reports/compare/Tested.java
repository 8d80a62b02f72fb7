package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.neuronbench.reports.statistics.Holm;
import org.neuronbench.reports.statistics.Levels;
import org.neuronbench.reports.statistics.ModeratedTests;

/**
 * The tests of all entries of a comparison together. An entry that came out identical is not
 * tested: nothing in it is left to chance, and it shall not make the others' correction stricter.
 */
final class Tested {

  /** Percentage points. */
  static final double LEAST_SPREAD = 100 * Levels.LEAST_SPREAD;

  /** Two seeds are the fewest that have a spread. */
  private static final int FEWEST_SEEDS = 2;

  record Result(ModeratedTests.Test test, double adjustedP) {}

  private final IdentityHashMap<Matched, Result> results = new IdentityHashMap<>();
  private final int count;

  Tested(List<Matched> entries) {
    List<Matched> testable =
        entries.stream()
            .filter(entry -> entry.comparable() && !entry.identical())
            .filter(entry -> entry.seeds().count() >= FEWEST_SEEDS)
            .toList();
    count = testable.size();
    List<ModeratedTests.Test> tests =
        ModeratedTests.of(
            testable.stream().map(entry -> entry.seeds().differences()).toList(), LEAST_SPREAD);
    List<OptionalDouble> adjusted = adjusted(tests);
    for (int i = 0; i < count; i++) {
      results.put(testable.get(i), new Result(tests.get(i), adjusted.get(i).orElseThrow()));
    }
  }

  Optional<Result> of(Matched entry) {
    return Optional.ofNullable(results.get(entry));
  }

  int count() {
    return count;
  }

  private static List<OptionalDouble> adjusted(List<ModeratedTests.Test> tests) {
    List<OptionalDouble> pValues = new ArrayList<>();
    tests.forEach(test -> pValues.add(OptionalDouble.of(test.pValue())));
    return Holm.adjust(pValues);
  }
}
