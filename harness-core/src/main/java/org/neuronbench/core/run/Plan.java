package org.neuronbench.core.run;

import java.util.List;
import org.neuronbench.core.experiment.Experiment;

/**
 * What an experiment will run.
 *
 * @param experiment the experiment
 * @param cells in the order they run
 * @param remarks what the user should know first
 */
public record Plan(Experiment experiment, List<Cell> cells, List<String> remarks) {

  /** Copies the lists. */
  public Plan {
    cells = List.copyOf(cells);
    remarks = List.copyOf(remarks);
  }
}
