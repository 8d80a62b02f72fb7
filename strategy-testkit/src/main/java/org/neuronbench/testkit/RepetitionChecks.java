package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.Selection;

/** Checks that the same run is the same again, whatever happens around it. */
final class RepetitionChecks {

  private static final int REPETITIONS = 3;
  private static final int SIDE_BY_SIDE = 4;

  private RepetitionChecks() {}

  static String sameSeed(Subject subject) {
    Trial trial = subject.ordinary(Check.SAME_SEED);
    Optional<String> difference = firstDifference(subject, Check.SAME_SEED, trial);
    Unfit.failIfPresent(difference, trial + ", again and again", "");
    return Words.of("%s, %d times", trial, REPETITIONS);
  }

  private static Optional<String> firstDifference(Subject subject, Check running, Trial trial) {
    List<Selection> first = subject.selections(running, trial);
    Optional<String> difference = Optional.empty();
    for (int i = 1; i < REPETITIONS && difference.isEmpty(); i++) {
      difference = Difference.between(first, subject.selections(running, trial));
    }
    return difference;
  }

  /**
   * Returns an ordinary run that gives the same every time; without one nothing can be compared.
   */
  static Trial repeatable(Subject subject, Check running) {
    Trial trial = subject.ordinary(running);
    if (firstDifference(subject, running, trial).isPresent()) {
      throw Unfit.notJudged("two runs of one seed differ already, see same-seed");
    }
    return trial;
  }

  /** A run, others, the first again: by instances that share static fields. */
  static String state(Subject subject) {
    Trial trial = repeatable(subject, Check.STATE);
    List<Selection> alone = subject.selections(Check.STATE, trial);
    Supplier<NeuronSelectionStrategy> instances = subject.sharing();
    String asked = trial + ", after other runs in the same process";
    for (Trial other : others(trial)) {
      Rehearsal.of(instances, other);
    }
    Rehearsal after = Rehearsal.of(instances, trial);
    judge(Check.STATE, alone, after, asked, "; look for static fields");
    return asked;
  }

  private static List<Trial> others(Trial trial) {
    return List.of(
        trial.withSeed(trial.seed() + 1),
        trial.withBudget(trial.budget().limit() * 3),
        trial.withNetwork(Networks.resNet18()),
        trial.withNetwork(Networks.layersOfOneNeuron()));
  }

  static String threads(Subject subject) {
    Trial trial = repeatable(subject, Check.THREADS);
    List<Selection> alone = subject.selections(Check.THREADS, trial);
    Rehearsal moved = new Rehearsal(subject.sharing(), trial);
    SideBySide.onThreadOfItsOwn(moved::start);
    for (int epoch = 0; epoch < trial.epochs(); epoch++) {
      int index = epoch;
      SideBySide.onThreadOfItsOwn(() -> moved.select(index));
    }
    String asked = trial + ", start() and each select() on a thread of its own";
    judge(Check.THREADS, alone, moved, asked, "; look for ThreadLocal and thread names");
    return asked;
  }

  static String concurrency(Subject subject) {
    Trial trial = repeatable(subject, Check.CONCURRENCY);
    requireNoState(subject);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < SIDE_BY_SIDE; i++) {
      trials.add(trial.withSeed(trial.seed() + i).withBudget(trial.budget().limit() / (i + 1)));
    }
    List<List<Selection>> alone =
        trials.stream().map(t -> subject.selections(Check.CONCURRENCY, t)).toList();
    String asked = Words.of("%d runs such as %s, in turns and at once", SIDE_BY_SIDE, trial);
    for (boolean atOnce : new boolean[] {false, true}) {
      List<Rehearsal> together = SideBySide.rehearse(subject.sharing(), trials, atOnce);
      for (int i = 0; i < trials.size(); i++) {
        Rehearsal one = together.get(i);
        judge(Check.CONCURRENCY, alone.get(i), one, asked, "; look for static fields");
      }
    }
    return asked;
  }

  private static void requireNoState(Subject subject) {
    try {
      state(subject);
    } catch (Unfit e) {
      throw Unfit.notJudged("one run changes the next already, see state");
    }
  }

  private static void judge(
      Check check, List<Selection> alone, Rehearsal rehearsal, String asked, String hint) {
    List<Selection> found = Subject.selections(check, rehearsal);
    Unfit.failIfPresent(Difference.between(alone, found), asked, hint);
  }
}
