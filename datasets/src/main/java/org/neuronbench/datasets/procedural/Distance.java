package org.neuronbench.datasets.procedural;

/** A form by the signed distance to its edge, negative inside. */
@FunctionalInterface
interface Distance {

  double at(double x, double y);

  default Distance without(Distance other) {
    return (x, y) -> Math.max(at(x, y), -other.at(x, y));
  }

  default Field filled() {
    return (x, y) -> at(x, y) < 0 ? 1 : 0;
  }

  default Field hollow(double thickness) {
    return (x, y) -> {
      double distance = at(x, y);
      return distance < 0 && distance > -thickness ? 1 : 0;
    };
  }

  static Distance circle(double centreX, double centreY, double radius) {
    return (x, y) -> {
      double dx = x - centreX;
      double dy = y - centreY;
      return Math.sqrt(dx * dx + dy * dy) - radius;
    };
  }
}
