package org.neuronbench.datasets.procedural;

/** A drawing as a function of the point: 0 is background, 1 foreground. */
@FunctionalInterface
interface Field {

  double at(double x, double y);

  /** Limits a field to the disc around the origin that holds it, which saves time. */
  default Field within(double radius) {
    return (x, y) -> x * x + y * y > radius * radius ? 0 : at(x, y);
  }
}
