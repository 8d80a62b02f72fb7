package org.neuronbench.datasets.memory;

import java.util.OptionalInt;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;

/** Where decoded images are kept. */
public interface DecodedStore {

  /**
   * Returns a decoded dataset, decoding it if need be.
   *
   * @param source identifies the files that would be read: whatever changes them changes it
   * @param reading reads them, with the limits of the request it is given
   * @throws org.neuronbench.core.InputException if a file cannot be read or decoded
   */
  Dataset open(DatasetRequest request, String source, LimitedReading reading);

  /** Reads the images that a request asks for. */
  @FunctionalInterface
  interface LimitedReading {

    /** Reads the files once. */
    Contents read(DatasetRequest request, DecodeQueue queue);
  }

  /** Returns the request without its limits. */
  static DatasetRequest unlimited(DatasetRequest request) {
    return new DatasetRequest(
        request.id(),
        request.root(),
        request.imageSize(),
        request.crop(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        request.fit(),
        request.uncropped());
  }

  /** Returns a store that keeps images in memory, as long as the dataset is used. */
  static DecodedStore inMemory() {
    return MemoryStore.INSTANCE;
  }
}
