package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.Cells;

/** Cells of one strategy over seeds, given their final accuracies in percent. */
final class Grid {

  static final double[] BEFORE = {80.0, 81.0, 79.5, 80.5, 81.5};

  private Grid() {}

  static List<CellRecord> cells(String strategy, double... percents) {
    return cells(strategy, cell -> cell, percents);
  }

  static List<CellRecord> cells(String strategy, UnaryOperator<Cells> how, double... percents) {
    List<CellRecord> cells = new ArrayList<>();
    for (int seed = 0; seed < percents.length; seed++) {
      cells.add(how.apply(Cells.cell(strategy).seed(seed)).epoch(percents[seed] / 100).build());
    }
    return cells;
  }

  /** The values shifted, each by its own part of the noise. */
  static double[] shifted(double shift, double noise) {
    double[] parts = {0.5, -1, 1, -0.5, 0};
    double[] shifted = BEFORE.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += shift + noise * parts[i];
    }
    return shifted;
  }

  static Comparison compare(List<CellRecord> baseline, List<CellRecord> current) {
    return compare(baseline, current, CompareSettings.defaults());
  }

  static Comparison compare(
      List<CellRecord> baseline, List<CellRecord> current, CompareSettings settings) {
    return Comparison.of(new Side("main", baseline), new Side("results/new", current), settings);
  }

  static EntryComparison only(Comparison comparison) {
    if (comparison.entries().size() != 1) {
      throw new AssertionError("Not one entry but " + comparison.entries());
    }
    return comparison.entries().get(0);
  }
}
