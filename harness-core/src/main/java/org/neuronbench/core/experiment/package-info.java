/** Experiment files: reading them, saying exactly what is wrong with them, and what they mean. */
@NullMarked
package org.neuronbench.core.experiment;

import org.jspecify.annotations.NullMarked;
