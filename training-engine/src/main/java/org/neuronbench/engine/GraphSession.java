package org.neuronbench.engine;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.neuronbench.core.engine.TrainingSession;

/** A session whose trained network can be taken out as a stock ComputationGraph. */
public interface GraphSession extends TrainingSession {

  /**
   * Returns the network with its parameters as trained so far: owned by the session; copy what must
   * outlive it.
   */
  ComputationGraph trainedGraph();
}
