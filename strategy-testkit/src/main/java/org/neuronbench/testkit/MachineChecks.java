package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.spi.ConvolutionLayer;
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
        + String.format(
            Locale.ROOT,
            ", the network made anew each time, and in %d other starts of Java",
            STARTS);
  }

  private static void networksMadeAnew(Subject subject, Trial trial) {
    List<Selection> first = subject.selections(Check.ITERATION_ORDER, trial);
    for (int i = 0; i < NETWORKS; i++) {
      Network network = new Network(trial.network().name(), remade(trial.network()));
      Difference.between(
              first, subject.selections(Check.ITERATION_ORDER, trial.withNetwork(network)))
          .ifPresent(
              found -> {
                throw Unfit.failed(
                    trial + ", the network made anew each time",
                    found + "; look for HashMap, HashSet, IdentityHashMap");
              });
    }
  }

  private static List<ConvolutionLayer> remade(Network network) {
    return network.layers().stream().map(Layers::copy).toList();
  }

  private static void otherStarts(Subject subject, Trial trial) {
    Outcome here = Outcome.of(subject, trial);
    List<Wire.Task> tasks = List.of(new Wire.Task(Locale.getDefault(), trial));
    for (int start = 1; start <= STARTS; start++) {
      here.difference(SecondMachine.rehearse(subject, tasks, start).get(0))
          .ifPresent(
              found -> {
                throw Unfit.failed(
                    trial + ", in this Java process and in another",
                    found
                        + "; look for Set.of, Map.of, HashSet and HashMap of objects without"
                        + " hashCode()");
              });
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
      compare(tasks.get(i), neutral.difference(outcomes.get(i)));
    }
    return String.format(
        Locale.ROOT, "%s, and each parameter's values, in the locales %s", trials.get(0), LOCALES);
  }

  private static void compare(Wire.Task task, Optional<String> difference) {
    difference.ifPresent(
        found -> {
          throw Unfit.failed(
              String.format(
                  Locale.ROOT, "%s, with the default locale %s", task.trial(), task.locale()),
              found + "; give Locale.ROOT to String.format, toLowerCase, toUpperCase, Scanner");
        });
  }

  private static List<Trial> trials(Subject subject) {
    Trial ordinary = RepetitionChecks.repeatable(subject, Check.LOCALE);
    List<Trial> trials = new ArrayList<>(List.of(ordinary));
    for (ParameterSpec spec : subject.fresh().parameters()) {
      for (Object value : ParameterValues.of(spec)) {
        Map<String, Object> parameters = new HashMap<>(subject.parameters());
        parameters.put(spec.name(), value);
        trials.add(ordinary.withParameters(parameters).withEpochs(EPOCHS_OF_A_VALUE));
      }
    }
    return trials;
  }
}
