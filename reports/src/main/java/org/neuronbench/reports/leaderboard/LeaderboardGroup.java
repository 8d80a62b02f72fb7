package org.neuronbench.reports.leaderboard;

import java.util.List;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;

/**
 * The strategies that are compared with each other: same model, dataset and budget.
 *
 * @param model model id
 * @param dataset dataset id
 * @param budget as the experiment gave it; {@code unlimited} if every strategy uses none
 * @param entries by falling accuracy, references among them; those with no ok cell last
 */
public record LeaderboardGroup(
    String model, String dataset, String budget, List<LeaderboardEntry> entries) {

  /** Copies the list. */
  public LeaderboardGroup {
    entries = List.copyOf(entries);
  }

  /** Tells whether no strategy of the group uses a budget. */
  public boolean unlimited() {
    return budget.equals(StrategyResult.UNLIMITED);
  }

  /** Names the group: model, dataset and budget. */
  public String title() {
    return this.name();
  }

  /** Returns what the budget allows. */
  public Bound bound() {
    return Bound.of(
        entries.stream()
            .filter(entry -> entry.result().budget().equals(budget))
            .flatMap(entry -> entry.result().cells().stream())
            .toList());
  }

  /** Says in a sentence what may be updated. */
  public String boundText() {
    return unlimited()
        ? Text.format(
            "No budget; the network has %s convolution parameters.",
            Numbers.grouped(networkParameters()))
        : bound().text();
  }

  /**
   * Returns the size of the network, in parameters of all convolutions; 0 if no cell came so far as
   * to know it.
   */
  public long networkParameters() {
    return entries.stream()
        .flatMap(entry -> entry.result().cells().stream())
        .mapToLong(CellRecord::networkParameters)
        .max()
        .orElse(0);
  }

  /**
   * Returns what a reader must know before comparing the rows: whole sentences; empty if the rows
   * were measured alike.
   */
  public List<String> notices() {
    return Notices.of(this);
  }

  /** Names model, dataset and budget for people. */
  public String name() {
    String subject = model + " on " + dataset;
    return unlimited() ? subject + ", no budget" : subject + ", budget " + budget;
  }
}
