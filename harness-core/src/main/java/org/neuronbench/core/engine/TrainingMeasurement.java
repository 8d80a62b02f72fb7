package org.neuronbench.core.engine;

import org.jspecify.annotations.Nullable;

/**
 * What an epoch of training did. A {@code null} was not measured.
 *
 * @param meanLoss mean over the steps of the mean loss of the images trained on, before the step
 * @param steps batches trained
 * @param executedMacs multiply-accumulates of convolutions that really ran, for one image: forward,
 *     input gradient and weight gradient; the mean of the images offered, scoring charged
 * @param fullMacs the same if every neuron were updated
 * @param peakBytes most memory that activations and gradients took
 * @param memory the same by part, with weights and momentum
 * @param images offered to the steps
 * @param trained of them trained on
 */
public record TrainingMeasurement(
    double meanLoss,
    int steps,
    @Nullable Long executedMacs,
    @Nullable Long fullMacs,
    @Nullable Long peakBytes,
    @Nullable MemoryParts memory,
    long images,
    long trained) {}
