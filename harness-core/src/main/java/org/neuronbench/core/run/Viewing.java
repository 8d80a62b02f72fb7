package org.neuronbench.core.run;

import org.neuronbench.core.data.Batch;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.View;

/** Shows training images by id. */
interface Viewing {

  /** Returns images as a view shows them, with their true labels. */
  Batch view(View view, int[] ids, RandomStream random);

  /** Returns the ids of the images that have labels; not a copy. */
  int[] withLabels();

  /** Returns how many classes there are. */
  int classes();
}
