package org.neuronbench.datasets.source;

import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;

/** One dataset of the catalog. */
public interface DatasetSource {

  /** Describes the dataset. */
  DatasetInfo info();

  /** Reads the dataset; throws if a file is missing, truncated or corrupt. */
  Dataset open(DatasetRequest request);

  /** Looks at the dataset, whatever the limits, without decoding it; throws as opening does. */
  Survey survey(DatasetRequest request);
}
