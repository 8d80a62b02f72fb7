package org.neuronbench.core.engine;

import java.util.Map;
import org.neuronbench.spi.Network;

/** A pretrained network with its weights, from which sessions are opened. Immutable. */
public interface Model {

  /** Returns the name used in results. */
  String id();

  /** Returns the neurons. */
  Network network();

  /** Returns how pixels become input. */
  Preprocessing preprocessing();

  /** Returns this model with another way from pixels to input. */
  Model withPreprocessing(Preprocessing other);

  /**
   * Identifies the weights.
   *
   * @return a SHA-256 in hexadecimal, or {@code random} where there are none
   */
  String weightsHash();

  /**
   * Returns what the weight file says of itself: claimed accuracy, source, licence, preprocessing.
   *
   * @return text by key, for the provenance of a cell; empty if it says nothing
   */
  default Map<String, String> weightFacts() {
    return Map.of();
  }
}
