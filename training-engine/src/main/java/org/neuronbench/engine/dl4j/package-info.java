/** The reference engine: the stock ComputationGraph, slow and simple. */
@NullMarked
package org.neuronbench.engine.dl4j;

import org.jspecify.annotations.NullMarked;
