/** Decoded images held in memory, the fixed subset that a limit draws, and their hash. */
@NullMarked
package org.neuronbench.datasets.memory;

import org.jspecify.annotations.NullMarked;
