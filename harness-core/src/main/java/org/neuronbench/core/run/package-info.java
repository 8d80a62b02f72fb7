/** From an experiment to cells to results: the plan, the epoch loop, what it measures. */
@NullMarked
package org.neuronbench.core.run;

import org.jspecify.annotations.NullMarked;
