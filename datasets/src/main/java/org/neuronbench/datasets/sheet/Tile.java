package org.neuronbench.datasets.sheet;

/** One picture of a sheet: squares of one size, HWC, RGB. */
record Tile(String caption, byte[] pixels) {}
