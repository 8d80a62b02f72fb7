package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

/** Checks on a family of networks with a family of budgets. */
final class BudgetChecks {

  private static final int EPOCHS = 3;
  private static final double[] SHARES = {0.01, 0.088, 0.5};

  private BudgetChecks() {}

  static String networks(Subject subject) {
    subject.ordinary(Check.NETWORKS);
    return overAll(
        subject, Check.NETWORKS, rehearsal -> rehearsal.requireNoTrouble(Check.NETWORKS));
  }

  static String budget(Subject subject) {
    if (!subject.fresh().usesBudget()) {
      throw Unfit.notJudged("the strategy declares that it uses no budget");
    }
    subject.ordinary(Check.BUDGET);
    return overAll(subject, Check.BUDGET, BudgetChecks::requireWithin);
  }

  private static void requireWithin(Rehearsal rehearsal) {
    Trial trial = rehearsal.trial();
    Optional<Selection> over = rehearsal.overBudget();
    if (over.isPresent()) {
      Selection selection = over.get();
      int epoch = rehearsal.selections().indexOf(selection);
      throw Unfit.failed(
          trial.toString(),
          Words.of(
              "a selection of %,d parameters in epoch %d, %,d too many",
              selection.cost(), epoch, selection.cost() - trial.budget()));
    }
  }

  private static String overAll(Subject subject, Check check, Consumer<Rehearsal> examination) {
    List<String> refused = new ArrayList<>();
    int trials = 0;
    for (Supplier<Network> source : subject.allNetworks()) {
      Network network = source.get();
      boolean accepted = false;
      for (Trial trial : trials(subject, check, network)) {
        Rehearsal rehearsal = subject.rehearse(trial);
        examination.accept(rehearsal);
        accepted |= rehearsal.refusal().isEmpty();
        trials++;
      }
      if (!accepted) {
        refused.add(network.name());
      }
    }
    int networks = subject.allNetworks().size();
    return Words.of(
        "%d runs on %d networks%s",
        trials, networks, refused.isEmpty() ? "" : ", of which it refused " + refused);
  }

  private static List<Trial> trials(Subject subject, Check check, Network network) {
    Trial ordinary = Trial.ordinary(network, subject.parameters());
    Trial brief = ordinary.withEpochs(EPOCHS);
    List<Trial> trials = new ArrayList<>();
    budgets(subject, network).mapToObj(brief::withBudget).forEach(trials::add);
    if (subject.fresh().usesBudget()) {
      trials.add(ordinary);
    }
    if (check == Check.BUDGET) {
      trials.add(brief.withMeasuring(Measuring.ZEROS));
      trials.add(brief.withMeasuring(Measuring.NANS));
    }
    return trials;
  }

  /** The harness gives a strategy that uses no budget exactly the whole network. */
  private static LongStream budgets(Subject subject, Network network) {
    long total = network.parameters();
    if (!subject.fresh().usesBudget()) {
      return LongStream.of(total);
    }
    long least = IntStream.range(0, network.neurons()).map(network::cost).min().orElseThrow();
    long most = IntStream.range(0, network.neurons()).map(network::cost).max().orElseThrow();
    LongStream shares = Arrays.stream(SHARES).mapToLong(s -> (long) (s * total));
    LongStream edges =
        LongStream.of(0, least - 1, least, most, total - 1, total, total + 1, Long.MAX_VALUE);
    return LongStream.concat(edges, shares).distinct();
  }
}
