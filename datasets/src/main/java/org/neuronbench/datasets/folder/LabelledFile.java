package org.neuronbench.datasets.folder;

/** An image file and its class. */
record LabelledFile(String path, int label) {}
