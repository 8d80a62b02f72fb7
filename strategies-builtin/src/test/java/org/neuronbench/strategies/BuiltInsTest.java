package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;

class BuiltInsTest {

  @Test
  void areFoundByServiceLoader() {
    assertThat(BuiltIns.ids())
        .containsExactly(
            "elastic",
            "full",
            "head-only",
            "medyate",
            "neq",
            "random",
            "rotation",
            "sparse-update",
            "static-random",
            "tinytrain",
            "trady",
            "velocity",
            "velocity-per-parameter");
  }

  @Test
  void onlyReferencesIgnoreTheBudget() {
    assertThat(BuiltIns.all().filter(s -> !s.usesBudget()).map(NeuronSelectionStrategy::id))
        .containsExactlyInAnyOrder("full", "head-only", "neq");
  }

  @ParameterizedTest
  @MethodSource("org.neuronbench.strategies.BuiltIns#ids")
  void describeThemselvesAndTheirParameters(String id) {
    NeuronSelectionStrategy strategy = BuiltIns.fresh(id);
    assertThat(strategy.description()).endsWith(".").hasSizeGreaterThan(40);
    assertThat(strategy.parameters()).extracting(ParameterSpec::help).doesNotContain("");
    assertThat(strategy.parameters()).extracting(ParameterSpec::name).doesNotHaveDuplicates();
  }
}
