package org.neuronbench.core.plan;

import java.util.List;
import org.neuronbench.core.experiment.Experiment;

/**
 * What an experiment will run.
 *
 * @param cells in the order they run
 * @param remarks what the user should know first
 */
public record Plan(Experiment experiment, List<CellSpec> cells, List<String> remarks) {

  /** Copies the lists. */
  public Plan {
    cells = List.copyOf(cells);
    remarks = List.copyOf(remarks);
  }
}
