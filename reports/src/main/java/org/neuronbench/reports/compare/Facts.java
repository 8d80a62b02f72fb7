package org.neuronbench.reports.compare;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.leaderboard.StrategyResult;

/** What cells recorded about themselves, as dotted keys, and how two sides differ in it. */
final class Facts {

  private static final String CELL = "cell.";
  private static final List<String> MACHINE =
      List.of("cpu", "engine", "os", "processors", "threads", "java");

  // These change the last digits only; the others change what is learned.
  private static final List<String> NUMERIC =
      List.of("engine.", "numerics.engine", "recipe.threads");

  // Differ between the cells of an entry, or are what is being compared.
  private static final Set<String> OWN =
      Set.of("seed", "strategy", "strategy-code", "budget-parameters", "budget-model");

  private static final String FILES = "strategy-files.";

  private Facts() {}

  /** Settings that differ: key to "old -> new". */
  static SortedMap<String, String> changedSettings(
      StrategyResult baseline, StrategyResult current) {
    SortedMap<String, String> changed = new TreeMap<>();
    differences(baseline.cells(), current.cells())
        .forEach(
            (key, change) -> {
              if (key.startsWith(CELL) && isSetting(key.substring(CELL.length()))) {
                changed.put(key.substring(CELL.length()), change);
              }
            });
    return changed;
  }

  private static boolean isSetting(String key) {
    return !OWN.contains(key) && !key.startsWith(FILES);
  }

  /** Whether a change of settings leaves the task the same. */
  static boolean numericOnly(Set<String> keys) {
    return !keys.isEmpty()
        && keys.stream().allMatch(key -> NUMERIC.stream().anyMatch(key::startsWith));
  }

  /** Facts of the machine that differ; empty if both ran on the same kind. */
  static SortedMap<String, String> changedMachine(
      List<CellRecord> baseline, List<CellRecord> current) {
    SortedMap<String, String> changed = differences(baseline, current);
    changed.keySet().retainAll(MACHINE);
    return changed;
  }

  private static SortedMap<String, String> differences(
      List<CellRecord> baseline, List<CellRecord> current) {
    SortedMap<String, SortedSet<String>> before = values(baseline);
    SortedMap<String, SortedSet<String>> after = values(current);
    SortedMap<String, String> differences = new TreeMap<>();
    SortedSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      String old = text(before.get(key));
      String now = text(after.get(key));
      if (!old.equals(now)) {
        differences.put(key, old + " -> " + now);
      }
    }
    return differences;
  }

  private static SortedMap<String, SortedSet<String>> values(List<CellRecord> cells) {
    SortedMap<String, SortedSet<String>> values = new TreeMap<>();
    cells.forEach(cell -> cell.provenance().forEach((key, value) -> add(values, key, value)));
    return values;
  }

  private static void add(
      Map<String, SortedSet<String>> values, String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> nested) {
      nested.forEach((inner, part) -> add(values, key + "." + inner, part));
    } else {
      values.computeIfAbsent(key, k -> new TreeSet<>()).add(String.valueOf(value));
    }
  }

  private static String text(@Nullable SortedSet<String> values) {
    return values == null ? "none" : String.join(" | ", values);
  }
}
