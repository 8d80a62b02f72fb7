package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.List;

/** The verdicts in one line. */
final class Conclusion {

  private Conclusion() {}

  static String of(Comparison comparison) {
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = comparison.count(verdict);
      boolean always = verdict == Verdict.WORSE || verdict == Verdict.UNDECIDED;
      if (count > 0 || always) {
        counts.add(count + " " + verdict.id());
      }
    }
    String verdict =
        comparison.regressed()
            ? "Regression: "
            : comparison.undecided() ? "No regression found: " : "No regression: ";
    return verdict
        + String.join(", ", counts)
        + " of "
        + Texts.counted(comparison.entries().size(), "entry", "entries");
  }
}
