/** Weight files: reading, writing, and matching their tensors to a graph's layers. */
@NullMarked
package org.neuronbench.models.weights;

import org.jspecify.annotations.NullMarked;
