package org.neuronbench.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Tally;

/** Checks on a family of networks with a family of budgets. */
final class BudgetChecks {

  private static final int EPOCHS = 3;
  private static final List<CostModel> COSTS =
      List.of(CostModel.INPUT_CHANNEL_FP32, CostModel.MACS);
  private static final double[] SHARES = {0.01, 0.088, 0.5};

  private BudgetChecks() {}

  static String networks(Subject subject) {
    Trial ordinary = subject.ordinary(Check.NETWORKS);
    return overAll(
        subject, ordinary, Check.NETWORKS, rehearsal -> rehearsal.requireNoTrouble(Check.NETWORKS));
  }

  static String budget(Subject subject) {
    if (!subject.fresh().usesBudget()) {
      throw Unfit.notJudged("the strategy declares that it uses no budget");
    }
    Trial ordinary = subject.ordinary(Check.BUDGET);
    return overAll(subject, ordinary, Check.BUDGET, BudgetChecks::requireWithin);
  }

  private static void requireWithin(Rehearsal rehearsal) {
    Unfit.failIfPresent(rehearsal.overBudget(), rehearsal.trial().toString(), "");
  }

  private static String overAll(
      Subject subject, Trial ordinary, Check check, Consumer<Rehearsal> examination) {
    List<String> refused = new ArrayList<>();
    Set<CostModel> refusedCosts = new LinkedHashSet<>(COSTS);
    int trials = 0;
    for (Supplier<Network> source : subject.allNetworks()) {
      Network network = source.get();
      boolean accepted = false;
      for (Trial trial : trials(subject, ordinary.on(network), check)) {
        Rehearsal rehearsal = subject.rehearse(trial);
        examination.accept(rehearsal);
        if (rehearsal.refusal().isEmpty()) {
          accepted = true;
          refusedCosts.remove(trial.budget().model());
        }
        trials++;
      }
      if (!accepted) {
        refused.add(network.name());
      }
    }
    int networks = subject.allNetworks().size();
    return Words.of(
        "%d runs on %d networks%s%s",
        trials,
        networks,
        refused.isEmpty() ? "" : ", of which it refused " + refused,
        subject.fresh().usesBudget() && !refusedCosts.isEmpty()
            ? "; it refused every budget of " + refusedCosts
            : "");
  }

  private static List<Trial> trials(Subject subject, Trial ordinary, Check check) {
    Network network = ordinary.network();
    Trial brief = ordinary.withEpochs(EPOCHS);
    List<Trial> trials = new ArrayList<>();
    budgets(subject, network).mapToObj(Budget::new).map(brief::withBudget).forEach(trials::add);
    if (subject.fresh().usesBudget()) {
      trials.add(ordinary);
      otherBudgets(network.in(subject.unit())).map(brief::withBudget).forEach(trials::add);
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

  /** Of other costs than parameters, which a strategy may refuse but not exceed. */
  private static Stream<Budget> otherBudgets(Network network) {
    return COSTS.stream().flatMap(model -> budgets(model, network));
  }

  /** What opening the cheapest layer costs, and less, and shares. */
  private static Stream<Budget> budgets(CostModel model, Network network) {
    Tally tally = new Budget(model, Long.MAX_VALUE).tally(network);
    LongStream layers = network.layers().stream().mapToLong(l -> tally.costOf(l.firstNeuron()));
    long least = layers.min().orElseThrow();
    long total = model.total(network);
    return LongStream.of(least - 1, least, total / 100, total / 2)
        .distinct()
        .mapToObj(limit -> new Budget(model, limit));
  }
}
