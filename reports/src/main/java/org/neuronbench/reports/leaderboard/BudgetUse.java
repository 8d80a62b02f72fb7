package org.neuronbench.reports.leaderboard;

import java.util.OptionalDouble;
import org.neuronbench.core.results.Metrics;

/** How much of the network, and of its budget, an entry updated in a mean epoch. */
public record BudgetUse(OptionalDouble percentOfNetwork, OptionalDouble percentOfBudget) {

  /** What the parts are of: found once for a group, since it asks every cell. */
  public record Whole(long network, long budget, boolean unlimited) {

    public static Whole of(LeaderboardGroup group) {
      return new Whole(group.networkParameters(), group.budgetParameters(), group.unlimited());
    }
  }

  public static BudgetUse of(Whole whole, LeaderboardEntry entry) {
    OptionalDouble updated = entry.result().value(Metrics.PARAMETERS_UPDATED);
    boolean bounded = !entry.reference() && !whole.unlimited();
    return new BudgetUse(
        percent(updated, whole.network()),
        bounded ? percent(updated, whole.budget()) : OptionalDouble.empty());
  }

  private static OptionalDouble percent(OptionalDouble part, long whole) {
    return part.isEmpty() || whole <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * part.getAsDouble() / whole);
  }
}
