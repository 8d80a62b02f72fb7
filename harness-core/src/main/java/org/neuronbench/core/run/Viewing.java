package org.neuronbench.core.run;

import org.neuronbench.core.data.Batch;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.View;

/** Shows training images by id. */
interface Viewing {

  /** Returns images as a view shows them, with their true labels. */
  Batch of(View view, int[] ids, RandomStream random);
}
