package org.neuronbench.core.strategies;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.spi.ParameterSpec;

/** What listings say of a method; {@code rules} names those it takes part by. */
public record MethodInfo(
    String id,
    String description,
    Set<MethodRule> rules,
    List<ParameterSpec> parameters,
    PluginOrigin origin) {

  public MethodInfo {
    rules = Set.copyOf(rules);
    parameters = List.copyOf(parameters);
  }

  /** Returns the hash of the code, which is part of a cell's id: SHA-256 of the plug-in. */
  public String hash() {
    return origin.hash();
  }

  /** Returns the names of the rules, in a fixed order. */
  public List<String> ruleNames() {
    return new TreeSet<>(rules).stream().map(MethodRule::id).toList();
  }
}
