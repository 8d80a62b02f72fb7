package org.neuronbench.spi.method;

/**
 * Has the best epoch evaluated in place of the last. Which one that is the test images say, so it
 * is an upper bound for rules that stop in time, and no result of its own.
 */
public interface OracleRule extends TrainingMethod {}
