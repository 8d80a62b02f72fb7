package org.neuronbench.core.engine;

/**
 * What listings say of a model.
 *
 * @param id the name experiment files use
 * @param summary one sentence
 * @param details several lines on weights and options
 * @param imageSize the input size it was made for, pixels; the default of an experiment
 * @param needsWeights whether it cannot be built without a weight file
 */
public record ModelInfo(
    String id, String summary, String details, int imageSize, boolean needsWeights) {}
