package org.neuronbench.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.testkit.CheckResult.Verdict;

/**
 * Runs the checks that every method must pass: a rehearsal of four epochs of four steps on tables,
 * in which each of its rules is asked as the harness asks it. Nothing is trained. Immutable.
 */
public final class MethodSuite {

  /** How long a check may take before it is given up. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String ID = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private final Supplier<? extends TrainingMethod> factory;
  private final Map<String, ?> parameters;
  private final Duration limit;

  private MethodSuite(
      Supplier<? extends TrainingMethod> factory, Map<String, ?> parameters, Duration limit) {
    this.factory = factory;
    this.parameters = parameters;
    this.limit = limit;
  }

  /**
   * Creates the suite for a method with default parameters.
   *
   * @param factory creates instances, such as {@code MyMethod::new}
   * @return the suite
   */
  public static MethodSuite of(Supplier<? extends TrainingMethod> factory) {
    return new MethodSuite(factory, Map.of(), LIMIT);
  }

  /**
   * Sets parameters for all runs.
   *
   * @param others raw values by name, as in an experiment file
   * @return a new suite
   */
  public MethodSuite withParameters(Map<String, ?> others) {
    return new MethodSuite(factory, Map.copyOf(others), limit);
  }

  /**
   * Sets how long a check may take.
   *
   * @param time after which it has failed
   * @return a new suite
   */
  public MethodSuite withLimit(Duration time) {
    return new MethodSuite(factory, parameters, time);
  }

  /**
   * Runs every check. Whatever the method does, this returns; a call that hangs keeps a daemon
   * thread, and the checks that were to come are not run.
   *
   * @param ended is told of each result as soon as it is there
   * @return a result each, in the order of {@link MethodCheck}
   */
  public List<MethodResult> run(Consumer<? super MethodResult> ended) {
    List<MethodResult> results = new ArrayList<>();
    boolean gaveUp = false;
    for (MethodCheck check : MethodCheck.values()) {
      Ended end =
          gaveUp
              ? new Ended(new MethodResult(check, Verdict.NOT_RUN, "the method hangs"), true)
              : end(check);
      gaveUp = end.gaveUp();
      results.add(end.result());
      ended.accept(end.result());
    }
    return results;
  }

  /** How a check ended, and whether it was given up. */
  private record Ended(MethodResult result, boolean gaveUp) {}

  /**
   * Runs one check, likewise.
   *
   * @param check the check
   * @return what it found
   */
  public MethodResult run(MethodCheck check) {
    return end(check).result();
  }

  private Ended end(MethodCheck check) {
    Locale before = Locale.getDefault();
    Watch watch = new Watch(limit, System::nanoTime);
    try {
      return watch.within(
          limit,
          () -> new Ended(judged(check, watch), false),
          why -> new Ended(new MethodResult(check, Verdict.FAILED, why), true));
    } finally {
      Locale.setDefault(before); // also where the check hangs in another
    }
  }

  @SuppressWarnings("IllegalCatch") // anything may come out of a method
  private MethodResult judged(MethodCheck check, Watch watch) {
    try {
      Optional<String> wrong =
          switch (check) {
            case IDENTITY -> identity();
            case ANSWERS -> rehearsed().wrong();
            case PARAMETER_RANGES -> ranges();
            case REPETITION -> repetition();
            case STATE -> state();
            case LOCALE -> locale(watch);
            case INPUTS -> inputs();
          };
      return wrong
          .map(found -> new MethodResult(check, Verdict.FAILED, found))
          .orElseGet(() -> new MethodResult(check, Verdict.PASSED, ""));
    } catch (NotJudged e) {
      return new MethodResult(check, Verdict.NOT_JUDGED, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      return new MethodResult(check, Verdict.FAILED, Trouble.thrown("the method", e).what());
    }
  }

  private static final class NotJudged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJudged(String why) {
      super(why);
    }
  }

  private MethodRehearsal rehearsed() {
    return MethodRehearsal.whole(factory, parameters);
  }

  /** What is compared must have answered. */
  private List<String> answers(MethodRehearsal rehearsal) {
    if (rehearsal.wrong().isPresent()) {
      throw new NotJudged("another failure stands before it, see " + MethodCheck.ANSWERS.id());
    }
    return rehearsal.answers();
  }

  private Optional<String> identity() {
    TrainingMethod one = factory.get();
    TrainingMethod two = factory.get();
    if (one == two) {
      return Optional.of("the same instance twice; every cell needs one of its own");
    }
    if (one.id() == null || !one.id().matches(ID)) {
      return Optional.of(
          Words.of("id() returned '%s', not lower-case words joined by hyphens", one.id()));
    }
    boolean same =
        one.id().equals(two.id())
            && one.description().equals(two.description())
            && names(one).equals(names(two));
    if (!same) {
      return Optional.of("two instances say different ids, descriptions or parameters");
    }
    return MethodRehearsal.hasRule(one)
        ? Optional.empty()
        : Optional.of("it implements none of the rules, such as AdmissionRule");
  }

  private static List<String> names(TrainingMethod method) {
    return method.parameters().stream().map(ParameterSpec::toString).toList();
  }

  private Optional<String> ranges() {
    for (ParameterSpec spec : factory.get().parameters()) {
      for (Object value : Subject.values(spec)) {
        Map<String, Object> set = new HashMap<>(parameters);
        set.put(spec.name(), value);
        Optional<String> wrong = MethodRehearsal.whole(factory, set).wrong();
        if (wrong.isPresent()) {
          return Optional.of(Words.of("with %s: %s, %s", spec.name(), value, wrong.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> repetition() {
    List<String> first = answers(rehearsed());
    MethodRehearsal[] other = new MethodRehearsal[1];
    Thread thread = new Thread(() -> other[0] = rehearsed(), "another");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotJudged("it was interrupted");
    }
    return other[0] == null
        ? Optional.of("no answers on another thread")
        : difference(first, answers(other[0]));
  }

  private Optional<String> state() {
    List<String> undisturbed = answers(rehearsed());
    return difference(undisturbed, answers(MethodRehearsal.stopped(factory, parameters)));
  }

  /** What broke off before anything was shown says nothing. */
  private Optional<String> inputs() {
    MethodRehearsal rehearsal = rehearsed();
    if (rehearsal.changed().isEmpty()) {
      answers(rehearsal);
    }
    return rehearsal.changed();
  }

  private Optional<String> locale(Watch watch) {
    List<String> expected = answers(rehearsed());
    for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "de-DE")) {
      watch.during( // not once it was given up
          "setting a locale",
          () -> {
            Locale.setDefault(Locale.forLanguageTag(tag));
            return tag;
          });
      Optional<String> other = difference(expected, answers(rehearsed()));
      if (other.isPresent()) {
        return Optional.of("in " + tag + ", " + other.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(List<String> expected, List<String> found) {
    int at = Arrays.mismatch(expected.toArray(), found.toArray());
    if (at < 0) {
      return Optional.empty();
    }
    String was = at < expected.size() ? expected.get(at) : "nothing more";
    String is = at < found.size() ? found.get(at) : "nothing more";
    return Optional.of(Words.of("%s; the other time %s", was, is));
  }
}
