/** From an experiment to cells: each a value of names and hashes that any process can open. */
@NullMarked
package org.neuronbench.core.plan;

import org.jspecify.annotations.NullMarked;
