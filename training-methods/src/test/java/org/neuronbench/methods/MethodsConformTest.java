package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.testkit.CheckResult.Verdict;
import org.neuronbench.testkit.MethodResult;
import org.neuronbench.testkit.MethodSuite;

/** What is asked of a third party's methods is asked of those that come with the product. */
class MethodsConformTest {

  static Stream<String> methods() {
    return ServiceLoader.load(TrainingMethod.class).stream().map(found -> found.get().id());
  }

  private static TrainingMethod create(String id) {
    return ServiceLoader.load(TrainingMethod.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(method -> method.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void conforms(String id) {
    assertThat(MethodSuite.of(() -> create(id)).run(result -> {}))
        .allSatisfy(
            result -> assertThat(result.verdict()).as(result.message()).isEqualTo(Verdict.PASSED))
        .extracting(MethodResult::check)
        .doesNotHaveDuplicates();
  }
}
