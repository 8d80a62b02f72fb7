package org.neuronbench.reports.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.leaderboard.Bound;
import org.neuronbench.reports.leaderboard.BudgetUse;
import org.neuronbench.reports.leaderboard.EntryStatistics;
import org.neuronbench.reports.leaderboard.GroupStatistics;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LeaderboardEntry;
import org.neuronbench.reports.leaderboard.LeaderboardGroup;
import org.neuronbench.reports.leaderboard.Numbers;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.statistics.PairedDifference;
import org.neuronbench.reports.statistics.PairwiseTests.Comparison;
import org.neuronbench.reports.statistics.RankInterval;
import org.neuronbench.reports.statistics.TestImages;

/**
 * A leaderboard as a table ({@code leaderboard.csv}), a row for each entry of each group, in the
 * leaderboard's order. RFC 4180, UTF-8, decimal point; what is not available is an empty field;
 * text is guarded against formulas as in {@link CellsCsv}.
 *
 * <ul>
 *   <li>{@code model, dataset, budget, budget_parameters, cost_model, budget_limit,
 *       network_parameters}: the group. {@code budget_limit} is what {@code cost_model} counts;
 *       both are empty in groups without a budget, {@code budget_parameters} too where the budget
 *       counts something else
 *   <li>{@code rank}: within the group, from 1, shared by ties; empty for references and for
 *       strategies with no ok cell
 *   <li>{@code reference}: {@code true} if the strategy uses no budget and only frames the others
 *   <li>{@code strategy}, {@code method}: ids with parameters; {@code unit}: what it selects;
 *       {@code oracle_signals}: what it was shown that no budget would allow, ids separated by
 *       blanks
 *   <li>{@code cells_ok, cells_failed, failed_statuses}: cells (one a seed) by how they ended
 *   <li>{@code final_top1_mean, final_top1_std, best_top1_mean, best_top1_std}: test accuracy in
 *       [0, 1] over the ok cells; sample standard deviation (divisor n-1), empty with one cell
 *   <li>{@code final_top1_low, final_top1_high}: 95 % interval of the mean (t); {@code rank_low,
 *       rank_high}: ranks in 95 % of bootstrap draws of the seeds; {@code tier}: entries that
 *       cannot be told apart; all empty with one seed
 *   <li>{@code compared_with}: the reference that is subtracted; {@code difference, difference_low,
 *       difference_high}: mean of the paired differences with its 95 % interval, in [-1, 1]; {@code
 *       p_value}: corrected for the comparisons of the group (Holm); {@code effect_size}: Hedges' g
 *   <li>{@code parameters_updated, parameters_updated_percent_of_network,
 *       parameters_updated_percent_of_budget}: means over epochs, then cells; the last is empty for
 *       references and where the budget counts something else
 *   <li>{@code flops_saved_percent}: paper's rule; {@code executed_macs_saved_percent}: what the
 *       engine did not run
 *   <li>{@code train_seconds, select_seconds, observe_seconds, evaluate_seconds}: mean a cell
 *   <li>{@code peak_bytes}: the largest cell; {@code parameters_outside_budget}: mean a cell
 *   <li>{@code reasons}: distinct reasons of the failed cells, joined by {@code "; "}
 * </ul>
 */
public final class LeaderboardCsv {

  private record Row(
      LeaderboardGroup group,
      BudgetUse.Whole whole,
      GroupStatistics all,
      EntryStatistics statistics) {

    LeaderboardEntry entry() {
      return statistics.entry();
    }

    StrategyResult result() {
      return entry().result();
    }

    Bound bound() {
      return whole().bound();
    }

    BudgetUse use() {
      return BudgetUse.of(whole, entry());
    }
  }

  /** These have columns that say more than one number. */
  private static final List<Metric> OWN =
      List.of(Metrics.FINAL_TOP1, Metrics.BEST_TOP1, Metrics.PARAMETERS_UPDATED);

  private static CsvTable<Row> table(Metrics metrics) {
    CsvTable.Builder<Row> table =
        CsvTable.<Row>builder()
            .text("model", row -> row.group().model())
            .text("dataset", row -> row.group().dataset())
            .text("budget", row -> row.group().budget())
            .integer(
                "budget_parameters",
                row -> row.bound().ofParameters() ? limit(row.whole()) : OptionalLong.empty())
            .text("cost_model", row -> row.whole().unlimited() ? "" : row.bound().costModel())
            .integer("budget_limit", row -> limit(row.whole()))
            .count("network_parameters", row -> row.whole().network())
            .integer("rank", row -> rank(row.entry()))
            .text("reference", row -> String.valueOf(row.entry().reference()))
            .text("strategy", row -> row.result().strategyAlone())
            .text("method", row -> row.result().method())
            .text("unit", row -> row.result().unit())
            .text("oracle_signals", row -> String.join(" ", row.result().oracles()))
            .count("cells_ok", row -> row.result().ok().size())
            .count("cells_failed", row -> row.result().failed().size())
            .text("failed_statuses", row -> Numbers.failures(row.result().failures()))
            .decimal("final_top1_mean", row -> mean(row.result().finalTop1()))
            .decimal("final_top1_std", row -> deviation(row.result().finalTop1()))
            .decimal("final_top1_low", row -> end(interval(row), Interval::low))
            .decimal("final_top1_high", row -> end(interval(row), Interval::high))
            .decimal("test_set_error", row -> row.result().testSetError())
            .integer("rank_low", row -> rank(row, RankInterval::low))
            .integer("rank_high", row -> rank(row, RankInterval::high))
            .integer("tier", row -> tier(row))
            .text("compared_with", row -> row.all().reference().orElse(""))
            .decimal("difference", row -> compared(row, c -> of(c.difference().mean())))
            .decimal(
                "difference_low", row -> compared(row, c -> end(c.difference(), Interval::low)))
            .decimal(
                "difference_high", row -> compared(row, c -> end(c.difference(), Interval::high)))
            .decimal("p_value", row -> compared(row, Comparison::adjustedP))
            .decimal("effect_size", row -> compared(row, c -> c.difference().effectSize()))
            .decimal("mcnemar_p", row -> images(row, TestImages.Difference::pValue))
            .decimal("difference_images_low", row -> images(row, d -> d.interval().low()))
            .decimal("difference_images_high", row -> images(row, d -> d.interval().high()))
            .decimal("best_top1_mean", row -> mean(row.result().bestTop1()))
            .decimal("best_top1_std", row -> deviation(row.result().bestTop1()))
            .decimal("parameters_updated", row -> row.result().value(Metrics.PARAMETERS_UPDATED))
            .decimal("parameters_updated_percent_of_network", row -> row.use().percentOfNetwork())
            .decimal("parameters_updated_percent_of_budget", LeaderboardCsv::percentOfBudget);
    List<Metric> others =
        metrics.ofCells().stream().filter(metric -> !OWN.contains(metric)).toList();
    CsvTable.lastly(others, Metrics.PEAK_BYTES, Metrics.PARAMETERS_OUTSIDE_BUDGET)
        .forEach(metric -> table.decimal(metric.column(), row -> row.result().value(metric)));
    return table.text("reasons", row -> row.result().reasons()).build();
  }

  private LeaderboardCsv() {}

  /**
   * Writes a leaderboard.
   *
   * @param file the CSV file, replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Leaderboard leaderboard) throws IOException {
    table(leaderboard.metrics())
        .write(
            file,
            IntStream.range(0, leaderboard.groups().size())
                .boxed()
                .flatMap(i -> rows(leaderboard.groups().get(i), leaderboard.statistics().get(i)))
                .toList());
  }

  private static Stream<Row> rows(LeaderboardGroup group, GroupStatistics statistics) {
    BudgetUse.Whole whole = BudgetUse.Whole.of(group);
    return statistics.entries().stream().map(entry -> new Row(group, whole, statistics, entry));
  }

  private static Optional<Interval> interval(Row row) {
    return row.statistics().finalTop1().flatMap(Estimate::interval);
  }

  private static OptionalDouble end(Optional<Interval> interval, ToDoubleFunction<Interval> end) {
    return interval.stream().mapToDouble(end).findFirst();
  }

  private static OptionalDouble end(PairedDifference difference, ToDoubleFunction<Interval> end) {
    return end(difference.interval(), end);
  }

  private static OptionalLong rank(Row row, ToLongFunction<RankInterval> end) {
    return row.statistics().ranks().stream().mapToLong(end).findFirst();
  }

  private static OptionalLong tier(Row row) {
    return row.statistics().tier().stream().asLongStream().findFirst();
  }

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  private static OptionalDouble compared(Row row, Function<Comparison, OptionalDouble> value) {
    return row.statistics().againstReference().map(value).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble images(Row row, ToDoubleFunction<TestImages.Difference> value) {
    return row.statistics().images().stream().mapToDouble(value).findFirst();
  }

  private static OptionalLong limit(BudgetUse.Whole whole) {
    return whole.unlimited() ? OptionalLong.empty() : OptionalLong.of(whole.bound().limit());
  }

  private static OptionalDouble percentOfBudget(Row row) {
    return row.bound().ofParameters() ? row.use().percentOfBudget() : OptionalDouble.empty();
  }

  private static OptionalLong rank(LeaderboardEntry entry) {
    return entry.rank().isPresent()
        ? OptionalLong.of(entry.rank().getAsInt())
        : OptionalLong.empty();
  }

  private static OptionalDouble mean(Optional<Estimate> spread) {
    return spread.map(s -> OptionalDouble.of(s.mean())).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble deviation(Optional<Estimate> spread) {
    return spread.map(Estimate::standardDeviation).orElse(OptionalDouble.empty());
  }
}
