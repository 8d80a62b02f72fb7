/** The commands of {@code ./neuronbench}; the only package that prints. */
@NullMarked
package org.neuronbench.cli;

import org.jspecify.annotations.NullMarked;
