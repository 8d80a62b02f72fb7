package org.neuronbench.reports.leaderboard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;

/**
 * Keeps apart what must not be averaged: where a folder holds cells of one model and dataset that
 * were run with different weights, data or recipes, the dataset's name says which settings.
 */
final class SettingsLabels {

  private record Subject(String model, String dataset) {}

  private SettingsLabels() {}

  static List<CellRecord> apply(List<CellRecord> cells) {
    Map<Subject, Set<String>> settings = new HashMap<>();
    for (CellRecord cell : cells) {
      settings.computeIfAbsent(subject(cell), s -> new HashSet<>()).add(cell.settings());
    }
    return cells.stream()
        .map(cell -> settings.getOrDefault(subject(cell), Set.of()).size() > 1 ? named(cell) : cell)
        .toList();
  }

  private static Subject subject(CellRecord cell) {
    return new Subject(cell.model(), cell.dataset());
  }

  private static CellRecord named(CellRecord cell) {
    return cell.withDataset(Text.format("%s (settings %s)", cell.dataset(), cell.settings()));
  }
}
