package org.neuronbench.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.leaderboard.StrategyResult;

/**
 * What an entry cost before and now, over the common seeds.
 *
 * @param all one for each cost of the metrics, in their order; those that are measured, such as
 *     seconds, are compared on the same kind of machine only
 */
public record Costs(List<CostChange> all) {

  static final String PARAMETERS = "parameters-updated";
  static final String SECONDS = "seconds";

  /** Copies the list. */
  public Costs {
    all = List.copyOf(all);
  }

  static Costs of(CommonSeeds seeds, Metrics metrics) {
    StrategyResult before = seeds.baseline();
    StrategyResult after = seeds.current();
    String otherMachine = otherMachine(before, after);
    List<CostChange> changes = new ArrayList<>();
    metrics
        .byCost()
        .forEach(
            (name, parts) -> {
              CostChange change =
                  CostChange.of(
                      parts.get(0).cost().orElseThrow(), before.cost(parts), after.cost(parts));
              changes.add(change.exact() ? change : change.notComparable(otherMachine));
            });
    return new Costs(changes);
  }

  CostChange of(String name) {
    return all.stream().filter(change -> change.name().equals(name)).findFirst().orElseThrow();
  }

  /** Those that are counted and not measured, so that any change is real. */
  List<CostChange> exact() {
    return all.stream().filter(CostChange::exact).toList();
  }

  private static String otherMachine(StrategyResult before, StrategyResult after) {
    SortedMap<String, String> changed = Facts.changedMachine(before.ok(), after.ok());
    return changed.isEmpty()
        ? ""
        : Text.format("not comparable: other machine (%s)", Texts.changes(changed));
  }
}
