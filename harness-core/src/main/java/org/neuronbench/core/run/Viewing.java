package org.neuronbench.core.run;

import java.util.Iterator;
import org.neuronbench.core.data.Batch;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.View;

/** Shows training images by id. */
interface Viewing {

  /** Returns images as a view shows them, with their true labels. */
  Batch view(View view, int[] ids, RandomStream random);

  /** Returns the ids of the images that have labels; not a copy. */
  int[] withLabels();

  /** Returns test images drawn at random, at most so many, in batches. */
  Iterator<Batch> test(int most, RandomStream random);

  /** Returns how many threads may work on images. */
  int threads();

  /** Returns how many classes there are. */
  int classes();
}
