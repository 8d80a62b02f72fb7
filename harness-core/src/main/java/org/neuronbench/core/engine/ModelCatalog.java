package org.neuronbench.core.engine;

import java.util.List;

/** The models that experiments can name. */
public interface ModelCatalog {

  /** Lists the models, in the order of listings. */
  List<ModelInfo> models();

  /**
   * Builds a model and loads its weights.
   *
   * @param request an id of {@link #models} and how to build it
   * @throws org.neuronbench.core.InputException if the weight file is missing, damaged, or does not
   *     fit: missing, extra and wrongly shaped tensors are named
   */
  Model load(ModelRequest request);
}
