package org.neuronbench.datasets.source;

import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;

/** One dataset of the catalog. */
public interface DatasetSource {

  /** Describes the dataset. */
  DatasetInfo info();

  /**
   * Reads the dataset.
   *
   * @throws org.neuronbench.core.InputException if a file is missing, truncated or corrupt
   */
  Dataset open(DatasetRequest request);

  /**
   * Looks at the dataset without decoding it.
   *
   * @param request whose limits do not matter
   * @return classes, counts, sizes
   * @throws org.neuronbench.core.InputException if a file is missing, truncated or corrupt
   */
  Survey survey(DatasetRequest request);
}
