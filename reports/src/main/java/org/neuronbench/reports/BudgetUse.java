package org.neuronbench.reports;

import java.util.OptionalDouble;

/** How much of the network, and of its budget, an entry updated in a mean epoch. */
record BudgetUse(OptionalDouble percentOfNetwork, OptionalDouble percentOfBudget) {

  static BudgetUse of(LeaderboardGroup group, LeaderboardEntry entry) {
    OptionalDouble updated = entry.result().parametersUpdated();
    boolean bounded = !entry.reference() && !group.unlimited();
    return new BudgetUse(
        percent(updated, group.networkParameters()),
        bounded ? percent(updated, group.budgetParameters()) : OptionalDouble.empty());
  }

  private static OptionalDouble percent(OptionalDouble part, long whole) {
    return part.isEmpty() || whole <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * part.getAsDouble() / whole);
  }
}
