package org.neuronbench.core.engine;

import org.neuronbench.core.data.Batch;

/**
 * One iteration of stochastic gradient descent.
 *
 * @param batch the images
 * @param learningRate the rate of this iteration
 */
public record TrainingStep(Batch batch, double learningRate) {}
