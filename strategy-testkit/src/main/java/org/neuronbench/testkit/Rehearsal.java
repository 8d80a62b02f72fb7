package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Epoch;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Run;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** One instance of a strategy taken through a trial, call by call, as the harness does it. */
final class Rehearsal {

  private final NeuronSelectionStrategy strategy;
  private final Trial trial;
  private final List<Selection> selections = new ArrayList<>();
  private Set<Signal> declared = Set.of();
  private Optional<Trouble> trouble = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private final AtomicBoolean askedForRandom = new AtomicBoolean();

  Rehearsal(NeuronSelectionStrategy strategy, Trial trial) {
    this.strategy = strategy;
    this.trial = trial;
  }

  static Rehearsal of(NeuronSelectionStrategy strategy, Trial trial) {
    Rehearsal rehearsal = new Rehearsal(strategy, trial);
    rehearsal.start();
    for (int epoch = 0; epoch < trial.epochs(); epoch++) {
      rehearsal.select(epoch);
    }
    return rehearsal;
  }

  @SuppressWarnings("IllegalCatch") // anything may come out of a strategy
  void start() {
    try {
      strategy.start(run());
      declared = Set.copyOf(strategy.signals());
      if (strategy.observationImages() < 0) {
        trouble = Optional.of(Trouble.of("observationImages() returned a negative number"));
      }
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      stopped("start()", e);
    }
  }

  private Run run() {
    RandomStream random = new RandomStream(trial.seed()).split("strategy");
    return Run.of(
        trial.network(),
        new Budget(trial.budget()),
        Parameters.of(strategy.parameters(), trial.parameters()),
        () -> {
          askedForRandom.set(true);
          return random;
        });
  }

  /** A complaint about the run in start() is a refusal, which the contract allows. */
  private void stopped(String call, Throwable e) {
    Trouble found = Trouble.thrown(call, e);
    if (e instanceof IllegalArgumentException
        && found.owner().isEmpty()
        && e.getMessage() != null) {
      refusal = Optional.of(e.getMessage());
    } else {
      trouble = Optional.of(found);
    }
  }

  void select(int index) {
    timedSelect(index, () -> 0);
  }

  /** Selects, and returns how long that took by a clock; what is shown is made before. */
  @SuppressWarnings("IllegalCatch")
  long timedSelect(int index, LongSupplier clock) {
    if (!going()) {
      return 0;
    }
    Observations shown = trial.measuring().before(index, trial.network(), declared);
    AtomicBoolean over = new AtomicBoolean();
    Epoch epoch =
        Epoch.of(
            index,
            trial.epochs(),
            shown,
            () -> {
              if (over.get()) { // an epoch answers only while its selection is asked for
                throw new Trouble.ExpiredEpoch(index);
              }
            });
    String call = "select() for epoch " + index;
    long began = clock.getAsLong();
    try {
      accept(call, strategy.select(epoch));
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Exception | Error e) {
      trouble =
          Optional.of(
              Trouble.ofMissingSignal(e) ? missing(index, call, e) : Trouble.thrown(call, e));
    } finally {
      over.set(true);
    }
    return clock.getAsLong() - began;
  }

  /** Which check an unmeasured signal concerns depends on whether it was declared. */
  private Trouble missing(int epoch, String call, Throwable e) {
    boolean undeclared =
        Arrays.stream(Signal.values())
            .filter(signal -> !declared.contains(signal))
            .anyMatch(signal -> String.valueOf(e.getMessage()).contains(" " + signal.id() + " "));
    String what = Trouble.thrown(call, e).what();
    return Trouble.of(
        undeclared || epoch > 0 ? Check.SIGNALS : Check.FIRST_EPOCH,
        undeclared ? what + "; signals() declares " + declared : what);
  }

  // NullAway takes select() at its word; a strategy may still return null.
  @SuppressWarnings("ConstantValue")
  private void accept(String call, Selection selection) {
    if (selection == null) {
      trouble = Optional.of(Trouble.of(call + " returned null"));
    } else if (selection.network() != trial.network()) {
      String what = "%s returned a selection from another network (%s)";
      trouble = Optional.of(Trouble.of(Words.of(what, call, selection.network())));
    } else {
      selections.add(selection);
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

  /** Returns the first selection that costs more than the budget. */
  Optional<Selection> overBudget() {
    Budget budget = new Budget(trial.budget());
    return selections.stream().filter(selection -> !budget.allows(selection)).findFirst();
  }

  private boolean going() {
    return trouble.isEmpty() && refusal.isEmpty();
  }

  /** Returns a selection for each epoch until trouble came. */
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
    return going() && selections.size() == trial.epochs();
  }
}
