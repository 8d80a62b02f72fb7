package org.neuronbench.datasets.memory;

import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;

/** Where decoded images are kept. */
public interface DecodedStore {

  /**
   * Returns a decoded dataset, decoding it if need be.
   *
   * @param request what an experiment asks for
   * @param source identifies the files that would be read: whatever changes them changes it
   * @param reading reads them, with the limits of the request it is given
   * @return the dataset
   * @throws org.neuronbench.core.InputException if a file cannot be read or decoded
   */
  Dataset open(DatasetRequest request, String source, LimitedReading reading);

  /** Reads the images that a request asks for. */
  @FunctionalInterface
  interface LimitedReading {

    /**
     * Reads the files once.
     *
     * @param request whose limits hold
     * @param queue decodes the images
     * @return classes and labels
     */
    Contents read(DatasetRequest request, DecodeQueue queue);
  }

  /**
   * Returns a store that keeps images in memory, as long as the dataset is used.
   *
   * @return the store
   */
  static DecodedStore inMemory() {
    return MemoryStore.INSTANCE;
  }
}
