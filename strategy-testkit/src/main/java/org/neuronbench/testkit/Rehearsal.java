package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Progress;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Task;
import org.neuronbench.spi.Unit;

/** One instance of a strategy taken through a trial, call by call, as the harness does it. */
final class Rehearsal {

  /** How often an epoch asks a strategy that counts steps. */
  private static final int QUESTIONS = 3;

  private static final int CLASSES = 10;
  private static final Task TASK = new Task(16, CLASSES, "rehearsal");
  private static final double RATE = 0.1;

  private final NeuronSelectionStrategy other;
  private final NeuronSelectionStrategy strategy;
  private final Trial trial;
  private final List<Selection> selections = new ArrayList<>();
  private final List<Integer> epochs = new ArrayList<>();
  private Network network;
  private Set<Signal> declared = Set.of();
  private Reselection reselection = Reselection.EVERY_EPOCH;
  private int done;
  private Optional<Trouble> trouble = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private final AtomicBoolean askedForRandom = new AtomicBoolean();

  /** Two instances are made, as by the harness, which asks one for its unit and starts another. */
  Rehearsal(Supplier<? extends NeuronSelectionStrategy> instances, Trial trial) {
    this.other = instances.get();
    this.strategy = instances.get();
    this.trial = trial;
    this.network = trial.network();
  }

  static Rehearsal of(Supplier<? extends NeuronSelectionStrategy> instances, Trial trial) {
    Rehearsal rehearsal = new Rehearsal(instances, trial);
    rehearsal.start();
    for (int epoch = 0; epoch < trial.epochs(); epoch++) {
      rehearsal.select(epoch);
    }
    return rehearsal;
  }

  @SuppressWarnings("IllegalCatch") // anything may come out of a strategy
  void start() {
    try {
      Parameters values = Parameters.of(strategy.parameters(), trial.parameters());
      Unit unit =
          settled(Check.UNIT, "unit()", () -> other.unit(values), () -> strategy.unit(values));
      network = trial.network().in(unit);
      strategy.start(run(values));
      declared = Set.copyOf(strategy.signals());
      if (strategy.observationImages() < 0) {
        trouble = Optional.of(Trouble.of("observationImages() returned a negative number"));
      }
      reselection =
          settled(Check.RESELECTION, "reselection()", strategy::reselection, strategy::reselection);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Trouble.Unsettled e) {
      trouble = Optional.of(e.trouble());
    } catch (Exception | Error e) {
      stopped("start()", e, true);
    }
  }

  /** Asks twice; no answer, or another one, is the matter of a check of its own. */
  @SuppressWarnings({"IllegalCatch", "ConstantValue"})
  private static <T> T settled(Check check, String call, Supplier<T> asked, Supplier<T> again) {
    T first;
    T second;
    try {
      first = asked.get();
      second = again.get();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      Trouble thrown = Trouble.thrown(call, e);
      throw new Trouble.Unsettled(Trouble.of(thrown.owner().orElse(check), thrown.what()));
    }
    if (first == null || !first.equals(second)) {
      String what = Words.of("%s answered '%s', and then '%s'", call, first, second);
      throw new Trouble.Unsettled(Trouble.of(check, what));
    }
    return first;
  }

  private Run run(Parameters values) {
    RandomStream random = new RandomStream(trial.seed()).split("strategy");
    return Run.of(
        network,
        trial.budget(),
        values,
        TASK,
        () -> {
          askedForRandom.set(true);
          return random;
        });
  }

  /**
   * A complaint about the run in start() is a refusal, which the contract allows; one about what
   * the budget counts is at any time.
   */
  private void stopped(String call, Throwable e, boolean starting) {
    Trouble found = Trouble.thrown(call, e);
    boolean complains =
        starting
            && e instanceof IllegalArgumentException
            && found.owner().isEmpty()
            && e.getMessage() != null;
    if (complains || refusesTheBudget(e)) {
      refusal = Optional.of(String.valueOf(e.getMessage()));
    } else {
      trouble = Optional.of(found);
    }
  }

  /** Says whether these are the words in which a budget says that it counts no parameters. */
  private boolean refusesTheBudget(Throwable e) {
    try {
      return trial.budget().parameters() < 0;
    } catch (IllegalStateException words) {
      return (e instanceof IllegalStateException || e instanceof IllegalArgumentException)
          && String.valueOf(e.getMessage()).contains(String.valueOf(words.getMessage()));
    }
  }

  void select(int epoch) {
    timedSelect(epoch, () -> 0);
  }

  /** Asks as often in an epoch as the strategy wants; returns the longest time by a clock. */
  long timedSelect(int epoch, LongSupplier clock) {
    int every = reselection.steps() ? reselection.every() : 1;
    int steps = reselection.steps() ? Math.multiplyExact(QUESTIONS, every) : 1;
    long longest = 0;
    for (int step = 0; step < steps && going(); step += every) {
      if (reselection.due(epoch, step)) {
        longest = Math.max(longest, ask(epoch, progress(step, steps), clock));
      }
    }
    done++;
    return longest;
  }

  /** What became of images that nobody classified; before the first there was none. */
  private Progress progress(int step, int steps) {
    int asked = selections.size();
    double wrong = asked == 0 ? Double.NaN : 1.0 / (1 + asked);
    return new Progress(
        step, steps, RATE, 2 * wrong, 1 - wrong, Collections.nCopies(CLASSES, 1 - wrong));
  }

  /** Selects, and returns how long that took; what is shown is made before. */
  @SuppressWarnings("IllegalCatch")
  private long ask(int index, Progress progress, LongSupplier clock) {
    Observations shown = trial.measuring().after(selections, network, declared);
    AtomicBoolean over = new AtomicBoolean();
    Epoch epoch =
        Epoch.of(
            index,
            trial.epochs(),
            shown,
            progress,
            () -> {
              if (over.get()) { // an epoch answers only while its selection is asked for
                throw new Trouble.ExpiredEpoch(index);
              }
            });
    String call = "select() for epoch " + index + within(progress);
    long began = clock.getAsLong();
    try {
      accept(index, call, strategy.select(epoch));
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      if (Trouble.ofMissingSignal(e)) {
        trouble = Optional.of(missing(call, e));
      } else {
        stopped(call, e, false);
      }
    } finally {
      over.set(true);
    }
    return clock.getAsLong() - began;
  }

  private static String within(Progress progress) {
    return progress.step() == 0 ? "" : ", step " + progress.step();
  }

  /** Which check an unmeasured signal concerns depends on whether it was declared. */
  private Trouble missing(String call, Throwable e) {
    boolean undeclared =
        Arrays.stream(Signal.values())
            .filter(signal -> !declared.contains(signal))
            .anyMatch(signal -> String.valueOf(e.getMessage()).contains(" " + signal.id() + " "));
    String what = Trouble.thrown(call, e).what();
    return Trouble.of(
        undeclared || !selections.isEmpty() ? Check.SIGNALS : Check.FIRST_EPOCH,
        undeclared ? what + "; signals() declares " + declared : what);
  }

  // NullAway takes select() at its word; a strategy may still return null.
  @SuppressWarnings("ConstantValue")
  private void accept(int epoch, String call, Selection selection) {
    if (selection == null) {
      trouble = Optional.of(Trouble.of(call + " returned null"));
    } else if (selection.network() != network) {
      String what = "%s returned a selection from another network (%s)";
      trouble = Optional.of(Trouble.of(Words.of(what, call, selection.network())));
    } else {
      selections.add(selection);
      epochs.add(epoch);
    }
  }

  Trial trial() {
    return trial;
  }

  /** Ends a check that the trouble concerns, or stands before. */
  void requireNoTrouble(Check running) {
    if (trouble.isPresent()) {
      throw Unfit.of(running, trouble.get(), trial.toString());
    }
  }

  /** Returns the words for the first selection that costs more than the budget. */
  Optional<String> overBudget() {
    ToLongFunction<Selection> price = trial.budget().model().on(network);
    return IntStream.range(0, selections.size())
        .filter(i -> selections.get(i).size() > 0)
        .filter(i -> price.applyAsLong(selections.get(i)) > trial.budget().limit())
        .mapToObj(i -> excess(epochs.get(i), price.applyAsLong(selections.get(i))))
        .findFirst();
  }

  private String excess(int epoch, long cost) {
    Budget budget = trial.budget();
    return Words.of(
        "a selection of %,d %s in epoch %d, %,d too many",
        cost, budget.model().kind().counts(), epoch, cost - budget.limit());
  }

  private boolean going() {
    return trouble.isEmpty() && refusal.isEmpty();
  }

  /** Returns what was selected until trouble came, in order. */
  List<Selection> selections() {
    return selections;
  }

  Optional<Trouble> trouble() {
    return trouble;
  }

  /** Returns why the strategy will not run this trial, if so. */
  Optional<String> refusal() {
    return refusal;
  }

  /** Says whether the strategy took the run's random stream. */
  boolean askedForRandom() {
    return askedForRandom.get();
  }

  boolean completed() {
    return going() && done == trial.epochs();
  }
}
