/** Classification tasks drawn by code, the same bytes on every machine. */
@NullMarked
package org.neuronbench.datasets.procedural;

import org.jspecify.annotations.NullMarked;
