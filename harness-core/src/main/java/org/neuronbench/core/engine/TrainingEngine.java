package org.neuronbench.core.engine;

import java.util.Map;

/** Executes networks. */
public interface TrainingEngine {

  /**
   * Returns the name used in experiment files and results.
   *
   * @return the id
   */
  String id();

  /**
   * Opens a session on a fresh copy of a model's weights.
   *
   * @param model a model this engine understands
   * @param settings how to train
   * @return the session; close it
   */
  TrainingSession open(Model model, SessionSettings settings);

  /**
   * Names what the numbers depend on: library versions, instruction sets.
   *
   * @return for the provenance of a cell
   */
  Map<String, String> provenance();
}
