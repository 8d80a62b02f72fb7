package org.neuronbench.datasets.procedural;

/** A colour, channels from 0 to 255. */
record Colour(double red, double green, double blue) {

  double channel(int index) {
    return index == 0 ? red : index == 1 ? green : blue;
  }

  double luminance() {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }
}
