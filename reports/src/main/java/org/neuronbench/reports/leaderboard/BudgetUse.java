package org.neuronbench.reports.leaderboard;

import java.util.OptionalDouble;
import org.neuronbench.core.results.Metrics;

/**
 * How much an entry used in a mean epoch.
 *
 * @param percentOfNetwork parameters updated, of the network's
 * @param percentOfBudget what its cost model counts, of the bound; empty for references
 */
public record BudgetUse(OptionalDouble percentOfNetwork, OptionalDouble percentOfBudget) {

  /**
   * What the parts are of: found once for a group, since it asks every cell.
   *
   * @param network parameters
   */
  public record Whole(long network, Bound bound, boolean unlimited) {

    public static Whole of(LeaderboardGroup group) {
      return new Whole(group.networkParameters(), group.bound(), group.unlimited());
    }
  }

  public static BudgetUse of(Whole whole, LeaderboardEntry entry) {
    StrategyResult result = entry.result();
    OptionalDouble updated = result.value(Metrics.PARAMETERS_UPDATED);
    boolean bounded = !entry.reference() && !whole.unlimited();
    OptionalDouble used =
        bounded
            ? whole.bound().use().map(result::value).orElse(OptionalDouble.empty())
            : OptionalDouble.empty();
    return new BudgetUse(percent(updated, whole.network()), percent(used, whole.bound().limit()));
  }

  private static OptionalDouble percent(OptionalDouble part, long whole) {
    return part.isEmpty() || whole <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * part.getAsDouble() / whole);
  }
}
