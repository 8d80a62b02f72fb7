package org.neuronbench.strategies;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** The built-in strategies, found as the harness finds them. */
final class BuiltIns {

  private BuiltIns() {}

  static Stream<NeuronSelectionStrategy> all() {
    return ServiceLoader.load(NeuronSelectionStrategy.class).stream()
        .map(ServiceLoader.Provider::get);
  }

  static Stream<String> ids() {
    return all().map(NeuronSelectionStrategy::id).sorted();
  }

  static NeuronSelectionStrategy fresh(String id) {
    return all().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }
}
