package org.neuronbench.models.pytorch;

import org.neuronbench.models.weights.ElementType;

/**
 * A block of numbers that tensors look into.
 *
 * @param key its name in the file
 * @param type of the numbers
 * @param count of the numbers
 */
record StorageRef(String key, ElementType type, long count) {

  long bytes() {
    return count * type.bytes();
  }
}
