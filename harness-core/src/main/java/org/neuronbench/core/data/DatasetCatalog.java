package org.neuronbench.core.data;

import java.util.List;

/** The datasets that experiments can name. */
public interface DatasetCatalog {

  /** Lists the datasets, in the order of listings. */
  List<DatasetInfo> datasets();

  /**
   * Opens a dataset: reads, checks and decodes every image asked for.
   *
   * @param request an id of {@link #datasets} and how to read it
   * @throws org.neuronbench.core.InputException if a file is missing, truncated or corrupt; the
   *     message names the file, the reason and the remedy
   */
  Dataset open(DatasetRequest request);
}
