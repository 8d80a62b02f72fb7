package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neuronbench.reports.leaderboard.StrategyResult;

/** An entry of the baseline and its like in the current results; one of them may be missing. */
record Pair(Optional<StrategyResult> baseline, Optional<StrategyResult> current) {

  /** Entries are paired by all that names them; the settings come on top. */
  private record Key(
      String model,
      String dataset,
      String costModel,
      String budget,
      String strategy,
      String settings) {

    static Key exact(StrategyResult entry) {
      return of(entry, entry.settings());
    }

    static Key anySettings(StrategyResult entry) {
      return of(entry, "");
    }

    private static Key of(StrategyResult entry, String settings) {
      return new Key(
          entry.model(),
          entry.dataset(),
          entry.bound().costModel(),
          entry.budget(),
          entry.strategy(),
          settings);
    }
  }

  StrategyResult any() {
    return baseline.or(() -> current).orElseThrow();
  }

  /** First by all, then those left over by all but the settings, where there is only one choice. */
  static List<Pair> of(List<StrategyResult> baseline, List<StrategyResult> current) {
    List<StrategyResult> oldLeft = new ArrayList<>(baseline);
    List<StrategyResult> newLeft = new ArrayList<>(current);
    List<Pair> pairs = new ArrayList<>(match(oldLeft, newLeft, Key::exact));
    pairs.addAll(match(oldLeft, newLeft, Key::anySettings));
    oldLeft.forEach(entry -> pairs.add(new Pair(Optional.of(entry), Optional.empty())));
    newLeft.forEach(entry -> pairs.add(new Pair(Optional.empty(), Optional.of(entry))));
    return pairs;
  }

  private static List<Pair> match(
      List<StrategyResult> baseline,
      List<StrategyResult> current,
      Function<StrategyResult, Key> by) {
    Map<Key, List<StrategyResult>> old = grouped(baseline, by);
    Map<Key, List<StrategyResult>> now = grouped(current, by);
    List<Pair> pairs = new ArrayList<>();
    old.forEach(
        (key, entries) -> {
          List<StrategyResult> others = now.getOrDefault(key, List.of());
          if (entries.size() == 1 && others.size() == 1) {
            pairs.add(new Pair(Optional.of(entries.get(0)), Optional.of(others.get(0))));
            baseline.remove(entries.get(0));
            current.remove(others.get(0));
          }
        });
    return pairs;
  }

  private static Map<Key, List<StrategyResult>> grouped(
      List<StrategyResult> entries, Function<StrategyResult, Key> by) {
    return entries.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }
}
