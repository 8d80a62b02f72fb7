package org.neuronbench.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.testkit.CheckResult.Verdict;

/**
 * Runs the checks that every strategy must pass. Immutable.
 *
 * <p>Strategies are created as the harness does it, by their public constructor without parameters,
 * on networks described by tables; nothing is trained. One defect fails one check: those it stands
 * before are not judged.
 */
public final class ConformanceSuite {

  /** After this a check that has not come back has failed. */
  static final Duration CHECK_LIMIT = Duration.ofMinutes(2);

  private final Subject subject;
  private final Duration limit;

  private ConformanceSuite(Subject subject, Duration limit) {
    this.subject = subject;
    this.limit = limit;
  }

  /**
   * Creates the suite for a strategy with default parameters.
   *
   * @param factory creates instances, such as {@code MyIdea::new}
   * @return the suite
   */
  public static ConformanceSuite of(Supplier<? extends NeuronSelectionStrategy> factory) {
    return new ConformanceSuite(
        new Subject(factory, Map.of(), List.of(), System::nanoTime), CHECK_LIMIT);
  }

  /**
   * Sets parameters for all runs.
   *
   * @param parameters raw values by name, as in an experiment file
   * @return a new suite
   */
  public ConformanceSuite withParameters(Map<String, ?> parameters) {
    return new ConformanceSuite(
        new Subject(subject.factory(), Map.copyOf(parameters), subject.networks(), subject.clock()),
        limit);
  }

  /**
   * Adds networks, which are tried before the suite's own: for a strategy that refuses those.
   *
   * @param networks any networks
   * @return a new suite
   */
  public ConformanceSuite withNetworks(List<Network> networks) {
    return new ConformanceSuite(
        new Subject(
            subject.factory(), subject.parameters(), List.copyOf(networks), subject.clock()),
        limit);
  }

  ConformanceSuite withClock(LongSupplier clock) {
    return new ConformanceSuite(
        new Subject(subject.factory(), subject.parameters(), subject.networks(), clock), limit);
  }

  ConformanceSuite withLimit(Duration limit) {
    return new ConformanceSuite(subject, limit);
  }

  /**
   * Runs every check.
   *
   * @return a result each, in the order of {@link Check}
   */
  public List<CheckResult> run() {
    return Arrays.stream(Check.values()).map(this::run).toList();
  }

  /**
   * Runs one check. Whatever the strategy does, this returns; a strategy that hangs fails after two
   * minutes and keeps a daemon thread.
   *
   * @param check the check
   * @return what it found
   */
  public CheckResult run(Check check) {
    return TimeLimit.within(limit, () -> judge(check))
        .orElseGet(
            () ->
                new CheckResult(
                    check,
                    Verdict.FAILED,
                    "the check '%s' to be done within %d s"
                        .formatted(check.id(), limit.toSeconds()),
                    "nothing; the strategy hangs or is far too slow"));
  }

  private CheckResult judge(Check check) {
    try {
      create(check);
      return CheckResult.passed(check, examine(check));
    } catch (Unfit e) {
      return e.result(check);
    }
  }

  @SuppressWarnings("IllegalCatch") // anything may come out of a constructor
  private void create(Check check) {
    try {
      subject.fresh();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      Trouble trouble = new Trouble(Optional.of(Check.IDENTITY), "threw " + e);
      throw Unfit.of(check, trouble, "a new instance");
    }
  }

  private String examine(Check check) {
    return switch (check) {
      case IDENTITY -> DeclarationChecks.identity(subject);
      case ANSWERS -> subject.ordinary(check).toString();
      case PARAMETERS -> DeclarationChecks.parameters(subject);
      case PARAMETER_RANGES -> DeclarationChecks.ranges(subject);
      case SIGNALS -> ObservationChecks.signals(subject);
      case FIRST_EPOCH -> ObservationChecks.firstEpoch(subject);
      case ODD_OBSERVATIONS -> ObservationChecks.oddObservations(subject);
      case NETWORKS -> BudgetChecks.networks(subject);
      case BUDGET -> BudgetChecks.budget(subject);
      case SAME_SEED -> RepetitionChecks.sameSeed(subject);
      case ITERATION_ORDER -> RepetitionChecks.iterationOrder(subject);
      case STATE -> RepetitionChecks.state(subject);
      case THREADS -> RepetitionChecks.threads(subject);
      case CONCURRENCY -> RepetitionChecks.concurrency(subject);
      case INPUTS -> ObservationChecks.inputs(subject);
      case SPEED -> SpeedCheck.speed(subject);
    };
  }
}
