/** Brings weights that others published into this project's names, and back to PyTorch. */
@NullMarked
package org.neuronbench.models.imports;

import org.jspecify.annotations.NullMarked;
