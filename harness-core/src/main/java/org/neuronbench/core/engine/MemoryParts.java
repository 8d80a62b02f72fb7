package org.neuronbench.core.engine;

/**
 * Bytes that training took, by what for. Each part is the most that it took at any moment of a
 * step; the moments differ, so their sum is more than the peak.
 *
 * @param weights parameters and their copies in the layouts that kernels want
 * @param saved activations, masks and statistics kept from the forward to the backward pass
 * @param gradients error maps and weight gradients
 * @param optimiser momentum
 * @param workspace activations in passing and scratch memory of kernels
 */
public record MemoryParts(
    long weights, long saved, long gradients, long optimiser, long workspace) {}
