package org.neuronbench.core.engine;

import java.util.Map;

/** Executes networks. */
public interface TrainingEngine {

  /** Returns the name used in experiment files and results. */
  String id();

  /**
   * Opens a session on a fresh copy of a model's weights.
   *
   * @return the session; close it
   */
  TrainingSession open(Model model, SessionSettings settings);

  /**
   * Returns the version of this engine's numbers. It is part of every cell's identity, and is
   * raised by hand whenever a change makes a cell come out differently on the same machine; what
   * else may change the last digits (libraries, kind of CPU) is recorded and not part of it.
   *
   * @return from 1
   */
  int numerics();

  /** Names what the last digits depend on: library versions, instruction sets. */
  Map<String, String> provenance();
}
