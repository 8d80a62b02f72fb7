/** Reads PyTorch checkpoints: their tensors, never their code. */
@NullMarked
package org.neuronbench.models.pytorch;

import org.jspecify.annotations.NullMarked;
