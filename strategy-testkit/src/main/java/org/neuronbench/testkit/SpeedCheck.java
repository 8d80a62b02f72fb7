package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.neuronbench.spi.Network;

/** Checks the time of a selection: the best of several, so that a busy machine does not fail it. */
final class SpeedCheck {

  /** The built-in strategies take some 20 milliseconds for the 26,560 neurons of ResNet50. */
  static final long LIMIT_MILLIS = 1000;

  private static final int ATTEMPTS = 5;
  private static final int EPOCHS = 4;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private SpeedCheck() {}

  static String speed(Subject subject) {
    Trial trial = largest(subject);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && best > LIMIT_MILLIS; i++) {
      best = Math.min(best, millisPerSelection(subject, trial));
    }
    if (best > LIMIT_MILLIS) {
      throw Unfit.failed(
          Words.of(
              "%s (%,d neurons), the best of %d times", trial, trial.network().neurons(), ATTEMPTS),
          Words.of("%,d ms for a selection, the limit is %,d ms", best, LIMIT_MILLIS));
    }
    // The time itself is left out: a message that is the same every time can be compared.
    return Words.of("%,d neurons in less than %,d ms", trial.network().neurons(), LIMIT_MILLIS);
  }

  /** Returns the run on the largest network that the strategy does not refuse. */
  private static Trial largest(Subject subject) {
    Trial ordinary = subject.ordinary(Check.SPEED);
    List<Trial> trials = new ArrayList<>();
    for (Supplier<Network> network : subject.allNetworks()) {
      trials.add(ordinary.on(network.get()).withEpochs(EPOCHS));
    }
    trials.sort(Comparator.comparingInt((Trial t) -> -t.network().neurons()));
    return trials.stream()
        .filter(trial -> subject.rehearse(trial).completed())
        .findFirst()
        .orElse(ordinary.withEpochs(EPOCHS));
  }

  /** Returns the time of the quickest selection of a run; the measuring itself is left out. */
  private static long millisPerSelection(Subject subject, Trial trial) {
    Rehearsal rehearsal = new Rehearsal(subject.sharing(), trial);
    rehearsal.start();
    long slowest = 0;
    for (int epoch = 0; epoch < trial.epochs(); epoch++) {
      slowest = Math.max(slowest, rehearsal.timedSelect(epoch, subject.clock()));
    }
    return slowest / NANOS_PER_MILLI;
  }
}
