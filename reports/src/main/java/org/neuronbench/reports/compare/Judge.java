package org.neuronbench.reports.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.statistics.Levels;

/** Applies the rules of docs/statistics.md to one entry after the other. */
final class Judge {

  /** Two one-sided tests at 5 % are an interval of 90 %. */
  static final double CONFIDENCE = 1 - 2 * Levels.ALPHA;

  static final String CHANCE = "the change may be chance";

  private static final double PERCENT = 100;

  private record Ruling(Verdict verdict, String reason) {}

  private final CompareSettings settings;
  private final Tested tested;

  Judge(CompareSettings settings, Tested tested) {
    this.settings = settings;
    this.tested = tested;
  }

  EntryComparison judge(Matched entry) {
    StrategyResult named = entry.baseline();
    Optional<AccuracyChange> accuracy = accuracy(entry);
    Optional<Costs> costs =
        entry.seeds().count() == 0
            ? Optional.empty()
            : Optional.of(Costs.of(entry.seeds(), settings.metrics()));
    Ruling ruling = rule(entry, accuracy, costs);
    return new EntryComparison(
        named.model(),
        named.dataset(),
        named.budget(),
        named.strategy(),
        ruling.verdict(),
        ruling.reason(),
        accuracy,
        costs,
        entry.notes());
  }

  static EntryComparison unmatched(StrategyResult entry, Verdict verdict, String reason) {
    return new EntryComparison(
        entry.model(),
        entry.dataset(),
        entry.budget(),
        entry.strategy(),
        verdict,
        reason,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Ruling rule(Matched entry, Optional<AccuracyChange> accuracy, Optional<Costs> costs) {
    if (!entry.broken().isEmpty()) {
      return new Ruling(Verdict.WORSE, "ok in the baseline, fails now: " + broken(entry));
    }
    if (!entry.comparable()) {
      return new Ruling(
          Verdict.UNDECIDED,
          Text.format(
              "settings differ (%s); --across-settings compares all the same",
              entry.settingsChange()));
    }
    List<CostChange> grown = costs.map(this::grown).orElse(List.of());
    if (!grown.isEmpty()) {
      return new Ruling(Verdict.WORSE, grown(grown));
    }
    return accuracy
        .map(change -> rule(entry, change))
        .orElse(new Ruling(Verdict.UNDECIDED, "no seed ended ok on both sides"));
  }

  private Ruling rule(Matched entry, AccuracyChange accuracy) {
    if (entry.identical()) {
      return new Ruling(Verdict.EQUIVALENT, "identical in every epoch");
    }
    if (accuracy.interval().isEmpty()) {
      return new Ruling(
          Verdict.UNDECIDED, "one common seed, so its interval is not available; run more seeds");
    }
    boolean real = accuracy.adjustedP().orElse(1) < Levels.ALPHA;
    boolean matters = Math.abs(accuracy.change()) >= settings.margin();
    if (real && matters) {
      return accuracy.change() < 0
          ? new Ruling(Verdict.WORSE, "the drop is more than chance and at least the margin")
          : new Ruling(Verdict.BETTER, "the gain is more than chance and at least the margin");
    }
    return accuracy.interval().orElseThrow().within(-settings.margin(), settings.margin())
        ? new Ruling(Verdict.EQUIVALENT, "the interval lies within the margin")
        : new Ruling(Verdict.UNDECIDED, undecided(real));
  }

  private static String undecided(boolean real) {
    return real
        ? "the change is more than chance, but may be smaller or larger than the margin"
        : CHANCE;
  }

  private Optional<AccuracyChange> accuracy(Matched entry) {
    CommonSeeds seeds = entry.seeds();
    if (seeds.count() == 0) {
      return Optional.empty();
    }
    Optional<Tested.Result> test = tested.of(entry);
    return Optional.of(
        new AccuracyChange(
            seeds.count(),
            mean(seeds.baseline()),
            mean(seeds.current()),
            mean(seeds.current()) - mean(seeds.baseline()),
            entry.identical()
                ? Optional.of(new Interval(0, 0, CONFIDENCE))
                : test.map(Judge::interval),
            test.map(result -> OptionalDouble.of(result.adjustedP()))
                .orElse(OptionalDouble.empty()),
            test.map(result -> OptionalDouble.of(result.test().spread()))
                .orElse(OptionalDouble.empty())));
  }

  private static Interval interval(Tested.Result result) {
    return result.test().interval(CONFIDENCE);
  }

  private static double mean(StrategyResult result) {
    return PERCENT * Estimate.of(result.finalTop1BySeed().values()).orElseThrow().mean();
  }

  private static String broken(Matched entry) {
    return entry.broken().entrySet().stream()
        .map(cell -> Text.format("seed %d (%s)", cell.getKey(), cell.getValue()))
        .collect(Collectors.joining(", "));
  }

  private List<CostChange> grown(Costs costs) {
    return settings.maxCostIncrease().isEmpty()
        ? List.of()
        : costs.exact().stream()
            .filter(cost -> cost.exceeds(settings.maxCostIncrease().getAsDouble()))
            .toList();
  }

  private String grown(List<CostChange> grown) {
    return Text.format(
        "%s grew by more than %s %%",
        grown.stream()
            .map(cost -> Text.format("%s (%s %%)", cost.name(), Texts.percent(cost.percent())))
            .collect(Collectors.joining(" and ")),
        Texts.plain(settings.maxCostIncrease().orElse(0)));
  }
}
