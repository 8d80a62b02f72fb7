package org.neuronbench.models.imports;

/**
 * What a tensor of a file is here.
 *
 * @param name torchvision's
 * @param layout of its axes in the file
 */
record Renamed(String name, Layout layout) {

  static Renamed of(String name) {
    return new Renamed(name, Layout.PYTORCH);
  }
}
