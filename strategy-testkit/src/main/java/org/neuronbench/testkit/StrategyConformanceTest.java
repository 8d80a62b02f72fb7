package org.neuronbench.testkit;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;

/**
 * The conformance suite as JUnit tests: extend it and name the strategy.
 *
 * <pre>{@code
 * class MyIdeaConformanceTest extends StrategyConformanceTest {
 *   @Override
 *   protected NeuronSelectionStrategy strategy() {
 *     return new MyIdea();
 *   }
 * }
 * }</pre>
 */
public abstract class StrategyConformanceTest {

  /** Creates the tests. */
  protected StrategyConformanceTest() {}

  /**
   * Creates the strategy to test.
   *
   * @return a new instance at every call
   */
  protected abstract NeuronSelectionStrategy strategy();

  /**
   * Sets the strategy's parameters.
   *
   * @return raw values by name, as in an experiment file; none by default
   */
  protected Map<String, ?> parameters() {
    return Map.of();
  }

  /**
   * Adds networks to those of the suite, for a strategy that refuses those.
   *
   * @return any networks; none by default
   */
  protected List<Network> networks() {
    return List.of();
  }

  private void check(Check check) {
    CheckResult result =
        ConformanceSuite.of(this::strategy)
            .withParameters(parameters())
            .withNetworks(networks())
            .run(check);
    switch (result.verdict()) {
      case FAILED -> Assertions.fail(result.message());
      case NOT_JUDGED -> Assumptions.abort(result.message());
      default -> {}
    }
  }

  /** Runs {@link Check#IDENTITY}. */
  @Test
  @DisplayName("has a valid id and describes itself the same way every time")
  public final void describesItselfTheSameWayEveryTime() {
    check(Check.IDENTITY);
  }

  /** Runs {@link Check#ANSWERS}. */
  @Test
  @DisplayName("selects in every epoch of an ordinary run")
  public final void selectsInEveryEpoch() {
    check(Check.ANSWERS);
  }

  /** Runs {@link Check#PARAMETERS}. */
  @Test
  @DisplayName("asks for declared parameters only")
  public final void asksForDeclaredParametersOnly() {
    check(Check.PARAMETERS);
  }

  /** Runs {@link Check#PARAMETER_RANGES}. */
  @Test
  @DisplayName(
      "runs with least, middle, greatest and default of each parameter, and with each choice")
  public final void runsWithTheEndsOfEachParametersRange() {
    check(Check.PARAMETER_RANGES);
  }

  /** Runs {@link Check#UNIT}. */
  @Test
  @DisplayName("says what it chooses, output or input channels, the same way every time")
  public final void saysWhatItChoosesTheSameWayEveryTime() {
    check(Check.UNIT);
  }

  /** Runs {@link Check#RESELECTION}. */
  @Test
  @DisplayName("says how often to ask it the same way every time")
  public final void saysHowOftenToAskItTheSameWayEveryTime() {
    check(Check.RESELECTION);
  }

  /** Runs {@link Check#SIGNALS}. */
  @Test
  @DisplayName("uses declared signals only")
  public final void usesDeclaredSignalsOnly() {
    check(Check.SIGNALS);
  }

  /** Runs {@link Check#FIRST_EPOCH}. */
  @Test
  @DisplayName("selects in epoch 0 without signals that compare two epochs")
  public final void selectsInEpoch0WithoutSignalsThatCompare() {
    check(Check.FIRST_EPOCH);
  }

  /** Runs {@link Check#ODD_OBSERVATIONS}. */
  @Test
  @DisplayName("selects when observations are zero, all equal, infinite or NaN")
  public final void selectsWhenObservationsAreZeroOrNaN() {
    check(Check.ODD_OBSERVATIONS);
  }

  /** Runs {@link Check#NETWORKS}. */
  @Test
  @DisplayName("copes with every network and budget")
  public final void copesWithEveryNetworkAndBudget() {
    check(Check.NETWORKS);
  }

  /** Runs {@link Check#BUDGET}. */
  @Test
  @DisplayName("never selects more than the budget")
  public final void neverSelectsMoreThanTheBudget() {
    check(Check.BUDGET);
  }

  /** Runs {@link Check#SAME_SEED}. */
  @Test
  @DisplayName("selects the same for the same seed")
  public final void selectsTheSameForTheSameSeed() {
    check(Check.SAME_SEED);
  }

  /** Runs {@link Check#OTHER_SEEDS}. */
  @Test
  @DisplayName("draws from the run's random stream and no other")
  public final void drawsFromTheRunsRandomStream() {
    check(Check.OTHER_SEEDS);
  }

  /** Runs {@link Check#ITERATION_ORDER}. */
  @Test
  @DisplayName("does not depend on the iteration order of hash tables")
  public final void doesNotDependOnIterationOrder() {
    check(Check.ITERATION_ORDER);
  }

  /** Runs {@link Check#LOCALE}. */
  @Test
  @DisplayName("does not depend on the default locale")
  public final void doesNotDependOnTheDefaultLocale() {
    check(Check.LOCALE);
  }

  /** Runs {@link Check#STATE}. */
  @Test
  @DisplayName("keeps nothing from one run to the next")
  public final void keepsNothingFromOneRunToTheNext() {
    check(Check.STATE);
  }

  /** Runs {@link Check#THREADS}. */
  @Test
  @DisplayName("does not depend on the thread that calls it")
  public final void doesNotDependOnTheThread() {
    check(Check.THREADS);
  }

  /** Runs {@link Check#CONCURRENCY}. */
  @Test
  @DisplayName("can run several times side by side")
  public final void canRunSeveralTimesSideBySide() {
    check(Check.CONCURRENCY);
  }

  /** Runs {@link Check#INPUTS}. */
  @Test
  @DisplayName("neither changes nor keeps what it is shown")
  public final void neitherChangesNorKeepsItsInputs() {
    check(Check.INPUTS);
  }

  /** Runs {@link Check#SPEED}. */
  @Test
  @DisplayName("selects quickly on a large network")
  public final void selectsQuicklyOnALargeNetwork() {
    check(Check.SPEED);
  }
}
