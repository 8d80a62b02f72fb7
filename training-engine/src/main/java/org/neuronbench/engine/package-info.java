/** Networks as ComputationGraphs, what strategies see of them, and what all engines share. */
@NullMarked
package org.neuronbench.engine;

import org.jspecify.annotations.NullMarked;
