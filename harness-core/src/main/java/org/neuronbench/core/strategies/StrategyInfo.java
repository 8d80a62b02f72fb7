package org.neuronbench.core.strategies;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Signal;

/** What listings say of a strategy. */
public record StrategyInfo(
    String id,
    String description,
    boolean usesBudget,
    Set<Signal> signals,
    List<ParameterSpec> parameters,
    PluginOrigin origin) {

  public StrategyInfo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(description, "description");
    signals = Set.copyOf(signals);
    parameters = List.copyOf(parameters);
  }

  /** Returns the hash of the code, which is part of a cell's id: SHA-256 of the plug-in. */
  public String hash() {
    return origin.hash();
  }
}
