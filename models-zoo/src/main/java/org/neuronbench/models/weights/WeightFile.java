package org.neuronbench.models.weights;

import java.util.Map;

/**
 * The contents of a weight file.
 *
 * @param source path or resource it was read from, for messages
 * @param tensors by name, in file order
 * @param metadata text by key: architecture, preprocessing, licence, source
 * @param sha256 of the file, hexadecimal
 */
public record WeightFile(
    String source, Map<String, Tensor> tensors, Map<String, String> metadata, String sha256) {}
