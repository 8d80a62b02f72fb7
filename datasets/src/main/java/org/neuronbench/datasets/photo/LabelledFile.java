package org.neuronbench.datasets.photo;

/**
 * An image file and its class.
 *
 * @param path within the tree
 * @param label index of the class name
 */
public record LabelledFile(String path, int label) {}
