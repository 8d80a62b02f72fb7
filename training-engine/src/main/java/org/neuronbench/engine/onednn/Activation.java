package org.neuronbench.engine.onednn;

/** The functions that follow a convolution, batch norm or addition. */
enum Activation {
  NONE,
  RELU,
  RELU6
}
