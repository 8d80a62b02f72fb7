package org.neuronbench.models;

import org.neuronbench.core.Text;

/**
 * A network of the zoo.
 *
 * @param id a model
 * @param width its width multiplier; 1 where it has one width
 */
public record Architecture(String id, double width) {

  static final String MOBILENET = "mobilenet-v2";

  /** Names it for people: the id, and the width where there are several. */
  @Override
  public String toString() {
    return id.equals(MOBILENET) ? Text.format("%s of width %s", id, width) : id;
  }
}
