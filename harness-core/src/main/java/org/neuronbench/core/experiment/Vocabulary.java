package org.neuronbench.core.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.spi.ParameterSpec;

/**
 * The words that experiment files may use.
 *
 * @param models known models
 * @param datasets known datasets
 * @param strategies declared parameters of each known strategy, by id
 * @param methods declared parameters of each known method, by id
 * @param engines ids of the engines, the default first
 * @param whyNoStrategy says why a strategy or method may be missing, as the end of a message; or
 *     nothing
 */
public record Vocabulary(
    Collection<ModelInfo> models,
    Collection<DatasetInfo> datasets,
    Map<String, List<ParameterSpec>> strategies,
    Map<String, List<ParameterSpec>> methods,
    List<String> engines,
    UnaryOperator<String> whyNoStrategy) {

  /**
   * Creates a vocabulary that knows of no method and no missing strategy.
   *
   * @param strategies declared parameters of each known strategy, by id
   * @param engines ids of the engines, the default first
   */
  public Vocabulary(
      Collection<ModelInfo> models,
      Collection<DatasetInfo> datasets,
      Map<String, List<ParameterSpec>> strategies,
      List<String> engines) {
    this(models, datasets, strategies, Map.of(), engines, id -> "");
  }
}
