package org.neuronbench.models.imports;

/** What a tensor of a file is here: torchvision's name, and the layout of its axes in the file. */
record Renamed(String name, Layout layout) {

  static Renamed of(String name) {
    return new Renamed(name, Layout.PYTORCH);
  }
}
