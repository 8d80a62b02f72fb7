package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.neuronbench.testkit.Check;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.CheckResult.Verdict;
import org.neuronbench.testkit.ConformanceSuite;

/** The built-in strategies keep to what is asked of everybody's. */
@Execution(ExecutionMode.CONCURRENT)
class BuiltInsConformanceTest {

  @TestFactory
  Stream<DynamicContainer> everyBuiltInPassesEveryCheck() {
    return BuiltIns.ids().map(id -> container(id, ConformanceSuite.of(() -> BuiltIns.fresh(id))));
  }

  @TestFactory
  Stream<DynamicContainer> otherParametersConformToo() {
    return Stream.of(
        withParameters("velocity", Map.of("recurrence", "released", "fill", "skip", "mu", 0.9)),
        withParameters("velocity-per-parameter", Map.of("first-epoch", "sparse-update")),
        withParameters("sparse-update", Map.of("layers", "0:.5")),
        withParameters("sparse-update", Map.of("unit", "input")),
        withParameters("static-random", Map.of("unit", "input", "fill", "skip")),
        withParameters("rotation", Map.of("unit", "input", "order", "random")));
  }

  private static DynamicContainer withParameters(String id, Map<String, ?> parameters) {
    return container(
        id + parameters, ConformanceSuite.of(() -> BuiltIns.fresh(id)).withParameters(parameters));
  }

  private static DynamicContainer container(String name, ConformanceSuite suite) {
    return DynamicContainer.dynamicContainer(
        name,
        Stream.of(Check.values())
            .map(check -> DynamicTest.dynamicTest(check.title(), () -> passes(suite, check))));
  }

  /** Built-ins declare some things not at all; then there is nothing to judge. */
  private static void passes(ConformanceSuite suite, Check check) {
    CheckResult result = suite.run(check);
    assertThat(result.verdict()).as(result.message()).isNotEqualTo(Verdict.FAILED);
    assertThat(result.message()).doesNotContain("another failure");
  }
}
