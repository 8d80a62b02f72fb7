package org.neuronbench.datasets.procedural;

import org.neuronbench.spi.RandomStream;

/** A class of a task: its name and how one of its members is drawn, around the origin. */
record Motif(String name, Sketch sketch) {

  /** Draws a random member of a class. */
  @FunctionalInterface
  interface Sketch {
    Field draw(RandomStream random);
  }
}
