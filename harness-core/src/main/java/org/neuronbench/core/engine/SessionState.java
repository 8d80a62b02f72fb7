package org.neuronbench.core.engine;

/**
 * What must be kept of a session to go on with training in another process.
 *
 * @param parameters the flat parameter vector, running statistics included
 * @param momentum the optimiser's momentum in the same order; empty without momentum
 */
public record SessionState(float[] parameters, float[] momentum) {}
