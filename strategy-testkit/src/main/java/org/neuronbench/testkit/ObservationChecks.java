package org.neuronbench.testkit;

import java.util.List;
import java.util.Optional;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Checks of how a strategy deals with what it is shown. */
final class ObservationChecks {

  private static final List<Measuring> ODD =
      List.of(
          Measuring.ZEROS,
          Measuring.ONES,
          Measuring.NANS,
          Measuring.SOME_NANS,
          Measuring.INFINITIES);

  private ObservationChecks() {}

  /** What was not declared is there once and missing once; that must make no difference. */
  static String signals(Subject subject) {
    Trial trial = RepetitionChecks.repeatable(subject, Check.SIGNALS);
    Trial all = trial.withMeasuring(Measuring.EVERYTHING);
    List<Selection> declared = subject.selections(Check.SIGNALS, trial);
    Optional<String> difference =
        Difference.between(declared, subject.selections(Check.SIGNALS, all));
    String asked =
        Words.of(
            "%s, with the declared signals %s only and with all of %s",
            trial, subject.fresh().signals(), List.of(Signal.values()));
    Unfit.failIfPresent(difference, asked, "; declare in signals() what select() reads");
    return asked;
  }

  /** What is there before epoch 0 may be used unasked, what compares two epochs must not. */
  static String firstEpoch(Subject subject) {
    Trial trial = subject.ordinary(Check.FIRST_EPOCH).withEpochs(1);
    subject.selections(Check.FIRST_EPOCH, trial);
    return trial + ", shown the norms that it declared and nothing that compares two epochs";
  }

  static String oddObservations(Subject subject) {
    Trial trial = subject.ordinary(Check.ODD_OBSERVATIONS);
    if (subject.fresh().signals().isEmpty()) {
      throw Unfit.notJudged("the strategy declares no signals");
    }
    for (Measuring measuring : ODD) {
      subject.selections(Check.ODD_OBSERVATIONS, trial.withMeasuring(measuring));
    }
    return trial + ", observations zero, one, NaN, partly NaN, infinite";
  }

  static String inputs(Subject subject) {
    Trial trial = subject.ordinary(Check.INPUTS);
    return trial + ", each Epoch refusing to answer after its selection";
  }
}
