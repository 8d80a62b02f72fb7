/** Finding strategies and calling them safely: a faulty one ends its cell, never the run. */
@NullMarked
package org.neuronbench.core.strategies;

import org.jspecify.annotations.NullMarked;
