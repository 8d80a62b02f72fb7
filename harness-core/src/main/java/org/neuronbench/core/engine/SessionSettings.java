package org.neuronbench.core.engine;

import org.neuronbench.spi.RandomStream;

/**
 * How a session trains.
 *
 * @param batchNorm what batch norm does while training
 * @param momentum heavy-ball momentum, 0 for none: {@code v = momentum * v + g; w -= rate * v}
 * @param weightDecay added to the gradient as {@code weightDecay * w}
 * @param labelSmoothing share of the target spread evenly over all classes
 * @param batch most images in a training batch
 * @param threads threads that compute for this session, whatever others use
 * @param classes outputs of a replaced head
 * @param head the stream that a replaced head is drawn from
 */
public record SessionSettings(
    BatchNormMode batchNorm,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    int batch,
    int threads,
    int classes,
    RandomStream head) {}
