package org.neuronbench.testkit;

import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.method.TrainingMethod;

/**
 * What Neuronbench asks of every method, as JUnit tests. Extend it:
 *
 * <pre>{@code
 * class MyMethodConformanceTest extends MethodConformanceTest {
 *   @Override
 *   protected TrainingMethod method() {
 *     return new MyMethod();
 *   }
 * }
 * }</pre>
 */
public abstract class MethodConformanceTest {

  /** Creates the tests. */
  protected MethodConformanceTest() {}

  /**
   * Creates the method to test.
   *
   * @return a new instance at every call
   */
  protected abstract TrainingMethod method();

  /**
   * Sets the method's parameters.
   *
   * @return raw values by name, as in an experiment file; none by default
   */
  protected Map<String, ?> parameters() {
    return Map.of();
  }

  private void check(MethodCheck check) {
    MethodResult result = MethodSuite.of(this::method).withParameters(parameters()).run(check);
    switch (result.verdict()) {
      case FAILED -> Assertions.fail(result.message());
      case PASSED -> {}
      default -> Assumptions.abort(result.message());
    }
  }

  /** Runs {@link MethodCheck#IDENTITY}. */
  @Test
  @DisplayName("has a valid id and a rule, and describes itself the same way every time")
  public final void describesItselfTheSameWayEveryTime() {
    check(MethodCheck.IDENTITY);
  }

  /** Runs {@link MethodCheck#ANSWERS}. */
  @Test
  @DisplayName("answers every question of an ordinary run")
  public final void answersEveryQuestion() {
    check(MethodCheck.ANSWERS);
  }

  /** Runs {@link MethodCheck#PARAMETER_RANGES}. */
  @Test
  @DisplayName(
      "runs with least, middle, greatest and default of each parameter, and with each choice")
  public final void runsWithTheEndsOfEachParametersRange() {
    check(MethodCheck.PARAMETER_RANGES);
  }

  /** Runs {@link MethodCheck#REPETITION}. */
  @Test
  @DisplayName("answers the same when the same run is made again, on another thread too")
  public final void answersTheSameWhenTheRunIsMadeAgain() {
    check(MethodCheck.REPETITION);
  }

  /** Runs {@link MethodCheck#STATE}. */
  @Test
  @DisplayName("goes on from its state, in a new instance, as if it had not been stopped")
  public final void goesOnFromItsState() {
    check(MethodCheck.STATE);
  }

  /** Runs {@link MethodCheck#LOCALE}. */
  @Test
  @DisplayName("does not depend on the default locale")
  public final void doesNotDependOnTheDefaultLocale() {
    check(MethodCheck.LOCALE);
  }

  /** Runs {@link MethodCheck#INPUTS}. */
  @Test
  @DisplayName("does not change what it is shown")
  public final void doesNotChangeItsInputs() {
    check(MethodCheck.INPUTS);
  }
}
