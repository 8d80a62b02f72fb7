/**
 * The fast engine: lowers a ComputationGraph to oneDNN primitives and runs only those that a
 * selection needs.
 */
@NullMarked
package org.neuronbench.engine.onednn;

import org.jspecify.annotations.NullMarked;
