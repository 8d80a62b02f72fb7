package org.neuronbench.engine.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Frees a detached array at the end of a block; the garbage collector would be too late.
 *
 * @param array the array
 */
record ClosingArray(INDArray array) implements AutoCloseable {

  static void close(INDArray array) {
    if (array.closeable() && !array.wasClosed()) {
      array.close();
    }
  }

  @Override
  public void close() {
    close(array);
  }
}
