/** Commands on strategies. */
@NullMarked
package org.neuronbench.cli.strategies;

import org.jspecify.annotations.NullMarked;
