package org.neuronbench.reports.leaderboard;

import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.results.Aggregate;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.TestAnswers;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.TestImages;
import org.neuronbench.spi.Unit;

/**
 * The cells of one strategy on one (model, dataset, budget), and what they say together. Means are
 * over the cells that ended {@code ok}; a measurement that no cell made is empty.
 *
 * @param model model id
 * @param dataset dataset id
 * @param budget as the experiment gave it
 * @param strategy strategy id with its parameters, and those of its methods
 * @param ok cells that ended well, one a seed
 * @param failed all others
 */
public record StrategyResult(
    String model,
    String dataset,
    String budget,
    String strategy,
    List<CellRecord> ok,
    List<CellRecord> failed) {

  /** The budget of strategies that use none. */
  public static final String UNLIMITED = "unlimited";

  /** Copies the lists. */
  public StrategyResult {
    ok = List.copyOf(ok);
    failed = List.copyOf(failed);
  }

  /**
   * Gathers cells: those of one model, dataset, settings, budget and strategy are one result, and
   * differ in their seeds only.
   *
   * @return in the order in which the first cell of each came
   */
  public static List<StrategyResult> of(List<CellRecord> cells) {
    return cells.stream()
        .collect(Collectors.groupingBy(Key::of, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(StrategyResult::ofOne)
        .toList();
  }

  private record Key(
      String model,
      String dataset,
      String settings,
      String costModel,
      String budget,
      String strategy) {

    static Key of(CellRecord cell) {
      return new Key(
          cell.model(),
          cell.dataset(),
          cell.settings(),
          cell.costModel(),
          cell.budget(),
          cell.contender());
    }
  }

  private static StrategyResult ofOne(List<CellRecord> cells) {
    Map<Boolean, List<CellRecord>> byOutcome =
        cells.stream().collect(Collectors.partitioningBy(cell -> cell.status() == CellStatus.OK));
    CellRecord any = cells.get(0);
    return new StrategyResult(
        any.model(),
        any.dataset(),
        any.budget(),
        any.contender(),
        byOutcome.getOrDefault(true, List.of()),
        byOutcome.getOrDefault(false, List.of()));
  }

  /** Returns the method ids with their parameters; {@code none} without any. */
  public String method() {
    return cells().get(0).method();
  }

  /** Returns the strategy id with its parameters, without methods. */
  public String strategyAlone() {
    return cells().get(0).strategy();
  }

  /** Tells whether the strategy uses no budget. */
  public boolean unlimited() {
    return budget.equals(UNLIMITED);
  }

  /**
   * Returns what all the cells share beside their names: short hash of weights, data and recipe;
   * the first one's if they differ.
   */
  public String settings() {
    return cells().get(0).settings();
  }

  /** Returns what the budget allows. */
  public Bound bound() {
    return Bound.of(cells());
  }

  /** Returns what is selected, such as {@code output-channel}; an ok cell's, if there is one. */
  public String unit() {
    return cells().get(0).unit();
  }

  /** Tells whether input channels are selected, not output channels. */
  public boolean inputChannels() {
    return unit().equals(Unit.INPUT_CHANNEL.id());
  }

  /** Returns the signals that no budget would allow, which any cell was shown: ids, sorted. */
  public List<String> oracles() {
    return cells().stream().flatMap(cell -> cell.oracles().stream()).distinct().sorted().toList();
  }

  /** Tells whether it has a budget, and was shown what lies outside of it. */
  public boolean outsideBudget() {
    return !unlimited() && !oracles().isEmpty();
  }

  /** Returns every cell. */
  public List<CellRecord> cells() {
    return Stream.concat(ok.stream(), failed.stream()).toList();
  }

  /** Returns the test accuracy after the last epoch, in [0, 1]; empty if no cell ended well. */
  public Optional<Estimate> finalTop1() {
    return estimate(Metrics.FINAL_TOP1);
  }

  /**
   * Returns the test accuracy after the last epoch, seed by seed: what statistics pair.
   *
   * @return seed to value in [0, 1], of the cells that ended well; the mean where a seed has
   *     several
   */
  public SortedMap<Long, Double> finalTop1BySeed() {
    return ok.stream()
        .filter(cell -> Metrics.FINAL_TOP1.of(cell).isPresent())
        .collect(
            Collectors.groupingBy(
                CellRecord::seed,
                TreeMap::new,
                Collectors.averagingDouble(cell -> Metrics.FINAL_TOP1.of(cell).orElseThrow())));
  }

  /**
   * Returns which test images were classified right after the last epoch; empty unless every ok
   * cell says so, of one test split.
   */
  public Optional<TestImages> testImages() {
    Map<Long, BitSet> bySeed = new TreeMap<>();
    Set<Integer> sizes = new HashSet<>();
    for (CellRecord cell : ok) {
      TestAnswers answers = cell.answers();
      if (answers == null) {
        return Optional.empty();
      }
      sizes.add(answers.images());
      bySeed.put(cell.seed(), answers.bits());
    }
    return sizes.size() == 1
        ? Optional.of(new TestImages(sizes.iterator().next(), bySeed))
        : Optional.empty();
  }

  /**
   * Returns how far the mean accuracy may lie from that on all images there could be: half of a 95
   * % interval, as a share; empty where answers were not kept.
   */
  public OptionalDouble testSetError() {
    return testImages().stream().mapToDouble(TestImages::error).findFirst();
  }

  /**
   * Tells whether cells failed, so that means are over fewer seeds than were run: whether any cell
   * did not end well.
   */
  public boolean incomplete() {
    return !failed.isEmpty();
  }

  /**
   * Returns the best test accuracy of any epoch, taken for each cell by itself, in [0, 1]; empty if
   * no cell ended well.
   */
  public Optional<Estimate> bestTop1() {
    return estimate(Metrics.BEST_TOP1);
  }

  /**
   * Returns the value of a metric over the ok cells: the greatest where that is what is asked for,
   * else the mean; empty if no cell measured it.
   */
  public OptionalDouble value(Metric metric) {
    List<Double> values = values(metric);
    return metric.aggregate() == Aggregate.MOST
        ? values.stream().mapToDouble(Double::doubleValue).max()
        : Estimate.of(values).stream().mapToDouble(Estimate::mean).findFirst();
  }

  /** Returns the mean of a metric over the ok cells, with its spread; empty if none measured it. */
  public Optional<Estimate> estimate(Metric metric) {
    return Estimate.of(values(metric));
  }

  /**
   * Returns what a comparison charges: the sum of a cost's metrics; empty if the first was not
   * measured.
   */
  public OptionalDouble cost(List<Metric> parts) {
    return value(parts.get(0)).isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            parts.stream()
                .flatMapToDouble(part -> value(part).stream().map(part.cost().orElseThrow().of()))
                .sum());
  }

  /** Returns the seconds of training, choosing and observing: mean of a cell. */
  public OptionalDouble seconds() {
    return cost(Metrics.SECONDS);
  }

  /** Counts the epochs that every ok cell ran; 0 if no cell ended well. */
  public int epochs() {
    return ok.stream().mapToInt(cell -> cell.epochs().size()).min().orElse(0);
  }

  /**
   * Returns the test accuracy right after an epoch, in [0, 1], over the ok cells; empty if none
   * measured it.
   *
   * @param epoch below {@link #epochs}
   */
  public Optional<Estimate> top1After(int epoch) {
    return Estimate.of(
        ok.stream()
            .map(cell -> cell.epochs().get(epoch).valueOrNan(Metrics.FINAL_TOP1))
            .filter(Double::isFinite)
            .toList());
  }

  /** Returns the distinct reasons of the failed cells, joined by {@code "; "}. */
  public String reasons() {
    return failed.stream().map(CellRecord::reason).distinct().collect(Collectors.joining("; "));
  }

  /** Counts how the failed cells ended. */
  public Map<CellStatus, Long> failures() {
    return failed.stream()
        .collect(Collectors.groupingBy(CellRecord::status, TreeMap::new, Collectors.counting()));
  }

  private List<Double> values(Metric metric) {
    return ok.stream().flatMapToDouble(cell -> metric.of(cell).stream()).boxed().toList();
  }
}
