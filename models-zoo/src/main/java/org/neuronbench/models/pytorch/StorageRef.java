package org.neuronbench.models.pytorch;

import org.neuronbench.models.weights.ElementType;

/** A block of numbers that tensors look into. */
record StorageRef(String key, ElementType type, long count) {

  long bytes() {
    return count * type.bytes();
  }
}
