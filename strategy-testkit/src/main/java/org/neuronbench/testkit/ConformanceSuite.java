package org.neuronbench.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

  /** How long a call into the strategy may take before its check is given up. */
  public static final Duration CALL_LIMIT = Duration.ofSeconds(10);

  /** How long all checks together may take before those that are left are not run. */
  public static final Duration LIMIT = Duration.ofMinutes(10);

  /** After this a check of many slow calls has failed. */
  private static final Duration CHECK_LIMIT = Duration.ofMinutes(2);

  /** Without these there is nothing to judge in the others. */
  private static final Set<Check> BASIC = EnumSet.of(Check.IDENTITY, Check.ANSWERS);

  private final Subject subject;
  private final Duration call;
  private final Duration all;

  /** How a check ended, and whether it was given up. */
  private record Ended(CheckResult result, boolean gaveUp) {}

  private ConformanceSuite(Subject subject, Duration call, Duration all) {
    this.subject = subject;
    this.call = call;
    this.all = all;
  }

  /**
   * Creates the suite for a strategy with default parameters.
   *
   * @param factory creates instances, such as {@code MyIdea::new}
   * @return the suite
   */
  public static ConformanceSuite of(Supplier<? extends NeuronSelectionStrategy> factory) {
    return new ConformanceSuite(Subject.of(factory), CALL_LIMIT, LIMIT);
  }

  /**
   * Sets parameters for all runs.
   *
   * @param parameters raw values by name, as in an experiment file
   * @return a new suite
   */
  public ConformanceSuite withParameters(Map<String, ?> parameters) {
    return new ConformanceSuite(subject.withParameters(parameters), call, all);
  }

  /**
   * Adds networks, which are tried before the suite's own: for a strategy that refuses those.
   *
   * @param networks any networks
   * @return a new suite
   */
  public ConformanceSuite withNetworks(List<Network> networks) {
    return new ConformanceSuite(subject.withNetworks(networks), call, all);
  }

  /**
   * Sets what the strategy may take.
   *
   * @param call time of one call; a check with a longer one has failed
   * @param all time of all checks together; those left then are not run
   * @return a new suite
   */
  public ConformanceSuite withLimits(Duration call, Duration all) {
    return new ConformanceSuite(subject, call, all);
  }

  ConformanceSuite withClock(LongSupplier clock) {
    return new ConformanceSuite(subject.withClock(clock), call, all);
  }

  /**
   * Runs every check.
   *
   * @return a result each, in the order of {@link Check}
   */
  public List<CheckResult> run() {
    return run(List.of(Check.values()), result -> {});
  }

  /**
   * Runs some checks, one after the other. Whatever the strategy does, this returns; a call that
   * hangs keeps a daemon thread.
   *
   * @param checks in this order
   * @param ended is told of each result as soon as it is there
   * @return a result each
   */
  public List<CheckResult> run(List<Check> checks, Consumer<? super CheckResult> ended) {
    List<CheckResult> results = new ArrayList<>();
    long began = subject.clock().getAsLong();
    Optional<Check> hung = Optional.empty();
    for (Check check : checks) {
      Ended end = end(check, all.minusNanos(subject.clock().getAsLong() - began), hung);
      hung = hung.or(() -> end.gaveUp() ? Optional.of(check) : Optional.empty());
      results.add(end.result());
      ended.accept(end.result());
    }
    return results;
  }

  private Ended end(Check check, Duration left, Optional<Check> hung) {
    if (left.isNegative() || left.isZero()) {
      return without(check, Verdict.NOT_RUN, "all checks together may take " + Watch.words(all));
    }
    if (hung.filter(BASIC::contains).isPresent()) {
      return without(check, Verdict.NOT_RUN, "the strategy hangs, see " + hung.get().id());
    }
    Ended end = end(check, left);
    return end.gaveUp() && hung.isPresent()
        ? without(check, Verdict.NOT_JUDGED, "the strategy hung before, see " + hung.get().id())
        : end;
  }

  private static Ended without(Check check, Verdict verdict, String why) {
    return new Ended(new CheckResult(check, verdict, why, ""), false);
  }

  /**
   * Runs one check. Whatever the strategy does, this returns; a call that hangs fails the check and
   * keeps a daemon thread.
   *
   * @param check the check
   * @return what it found
   */
  public CheckResult run(Check check) {
    return end(check, all).result();
  }

  private Ended end(Check check, Duration left) {
    Duration whole = left.compareTo(CHECK_LIMIT) < 0 ? left : CHECK_LIMIT;
    Watch watch = new Watch(call, subject.clock());
    return watch.within(
        whole,
        () -> new Ended(judge(check, subject.withWatch(watch)), false),
        why -> new Ended(Unfit.failed("calls that come back", why).result(check), true));
  }

  private static CheckResult judge(Check check, Subject subject) {
    try {
      create(check, subject);
      return CheckResult.passed(check, examine(check, subject));
    } catch (Unfit e) {
      return e.result(check);
    }
  }

  @SuppressWarnings("IllegalCatch") // anything may come out of a constructor
  private static void create(Check check, Subject subject) {
    try {
      subject.fresh();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      Trouble trouble = new Trouble(Optional.of(Check.IDENTITY), "threw " + e);
      throw Unfit.of(check, trouble, "a new instance");
    }
  }

  private static String examine(Check check, Subject subject) {
    return switch (check) {
      case IDENTITY -> DeclarationChecks.identity(subject);
      case ANSWERS -> subject.ordinary(check).toString();
      case PARAMETERS -> DeclarationChecks.parameters(subject);
      case PARAMETER_RANGES -> DeclarationChecks.ranges(subject);
      case UNIT -> DeclarationChecks.unit(subject);
      case RESELECTION -> subject.ordinary(check) + ", reselection() twice";
      case SIGNALS -> ObservationChecks.signals(subject);
      case FIRST_EPOCH -> ObservationChecks.firstEpoch(subject);
      case ODD_OBSERVATIONS -> ObservationChecks.oddObservations(subject);
      case NETWORKS -> BudgetChecks.networks(subject);
      case BUDGET -> BudgetChecks.budget(subject);
      case SAME_SEED -> RepetitionChecks.sameSeed(subject);
      case OTHER_SEEDS -> SeedCheck.otherSeeds(subject);
      case ITERATION_ORDER -> MachineChecks.iterationOrder(subject);
      case LOCALE -> MachineChecks.locale(subject);
      case STATE -> RepetitionChecks.state(subject);
      case THREADS -> RepetitionChecks.threads(subject);
      case CONCURRENCY -> RepetitionChecks.concurrency(subject);
      case INPUTS -> ObservationChecks.inputs(subject);
      case SPEED -> SpeedCheck.speed(subject);
    };
  }
}
