package org.neuronbench.engine.onednn;

import org.neuronbench.engine.ParameterLayout.Range;

/**
 * Where the classifier's parameters lie.
 *
 * @param weights class by class, a weight per feature
 * @param biases one per class
 */
record HeadWeights(Range weights, Range biases) {}
