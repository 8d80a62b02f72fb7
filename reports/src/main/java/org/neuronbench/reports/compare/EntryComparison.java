package org.neuronbench.reports.compare;

import java.util.List;
import java.util.Optional;
import org.neuronbench.reports.leaderboard.StrategyResult;

/**
 * One entry compared.
 *
 * @param model model id
 * @param dataset dataset id
 * @param budget as the experiment gave it
 * @param strategy strategy id with its parameters
 * @param verdict what the comparison says
 * @param reason why, in a sentence
 * @param accuracy empty without a common seed
 * @param costs empty without a common seed
 * @param notes what else a reader should know: unpaired seeds, changed settings
 */
public record EntryComparison(
    String model,
    String dataset,
    String budget,
    String strategy,
    Verdict verdict,
    String reason,
    Optional<AccuracyChange> accuracy,
    Optional<Costs> costs,
    List<String> notes) {

  /** Copies the list. */
  public EntryComparison {
    notes = List.copyOf(notes);
  }

  /** Names the model, dataset and budget: such as {@code micro on glyphs, budget 10%}. */
  public String group() {
    String subject = model + " on " + dataset;
    return budget.equals(StrategyResult.UNLIMITED)
        ? subject + ", no budget"
        : subject + ", budget " + budget;
  }
}
