package org.neuronbench.core.strategies;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Signal;

/**
 * What listings say of a strategy.
 *
 * @param id the name experiment files use
 * @param description by its author
 * @param usesBudget whether a budget bounds it
 * @param signals what it asks to be measured
 * @param parameters what an experiment may set
 * @param origin the jar or folder it was loaded from
 * @param hash SHA-256 of that jar's bytes or that folder's classes
 */
public record StrategyInfo(
    String id,
    String description,
    boolean usesBudget,
    Set<Signal> signals,
    List<ParameterSpec> parameters,
    String origin,
    String hash) {

  /** Checks that nothing is null and copies the collections. */
  public StrategyInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(description, "description");
    signals = Set.copyOf(signals);
    parameters = List.copyOf(parameters);
  }

  static StrategyInfo of(NeuronSelectionStrategy strategy, CodeOrigin origin) {
    return new StrategyInfo(
        strategy.id(),
        strategy.description(),
        strategy.usesBudget(),
        strategy.signals(),
        strategy.parameters(),
        origin.location(),
        origin.hash());
  }
}
