package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Selection;

/** Checks that a run is the same on another machine, or after another start of Java. */
final class MachineChecks {

  /** A set of two is in the same order in half of all starts. */
  private static final int STARTS = 3;

  private static final int NETWORKS = 3;
  private static final int EPOCHS_OF_A_VALUE = 2;

  /** Turkish has a dotless i and a decimal comma, Persian digits of its own. */
  private static final List<Locale> LOCALES =
      List.of(Locale.forLanguageTag("tr-TR"), Locale.forLanguageTag("fa-IR"));

  private MachineChecks() {}

  static String iterationOrder(Subject subject) {
    Trial trial = RepetitionChecks.repeatable(subject, Check.ITERATION_ORDER);
    networksMadeAnew(subject, trial);
    otherStarts(subject, trial);
    return trial
        + Words.of(", the network made anew each time, and in %d other starts of Java", STARTS);
  }

  private static void networksMadeAnew(Subject subject, Trial trial) {
    List<Selection> first = subject.selections(Check.ITERATION_ORDER, trial);
    for (int i = 0; i < NETWORKS; i++) {
      Network network = Wire.copy(trial.network());
      List<Selection> again = subject.selections(Check.ITERATION_ORDER, trial.withNetwork(network));
      Unfit.failIfPresent(
          Difference.between(first, again),
          trial + ", the network made anew each time",
          "; look for HashMap, HashSet, IdentityHashMap");
    }
  }

  private static void otherStarts(Subject subject, Trial trial) {
    Outcome here = Outcome.of(subject, trial);
    List<Wire.Task> tasks = List.of(new Wire.Task(Locale.getDefault(), trial));
    for (int start = 1; start <= STARTS; start++) {
      Unfit.failIfPresent(
          here.difference(SecondMachine.rehearse(subject, tasks, start).get(0)),
          trial + ", in this Java process and in another",
          "; look for Set.of, Map.of, HashSet and HashMap of objects without hashCode()");
    }
  }

  static String locale(Subject subject) {
    List<Trial> trials = trials(subject);
    List<Wire.Task> tasks = new ArrayList<>();
    for (Trial trial : trials) {
      LOCALES.forEach(locale -> tasks.add(new Wire.Task(locale, trial)));
      tasks.add(new Wire.Task(Locale.ROOT, trial));
    }
    List<Outcome> outcomes = SecondMachine.rehearse(subject, tasks, 0);
    int each = LOCALES.size() + 1;
    for (int i = 0; i < tasks.size(); i++) {
      Outcome neutral = outcomes.get(i / each * each + LOCALES.size());
      Wire.Task task = tasks.get(i);
      Unfit.failIfPresent(
          neutral.difference(outcomes.get(i)),
          Words.of("%s, with the default locale %s", task.trial(), task.locale()),
          "; give Locale.ROOT to String.format, toLowerCase, toUpperCase, Scanner");
    }
    return Words.of("%s, and each parameter's values, in the locales %s", trials.get(0), LOCALES);
  }

  private static List<Trial> trials(Subject subject) {
    Trial ordinary = RepetitionChecks.repeatable(subject, Check.LOCALE);
    List<Trial> trials = new ArrayList<>(List.of(ordinary));
    for (ParameterSpec spec : subject.fresh().parameters()) {
      for (Map<String, Object> parameters : subject.variations(spec)) {
        trials.add(ordinary.withParameters(parameters).withEpochs(EPOCHS_OF_A_VALUE));
      }
    }
    return trials;
  }
}
