package org.neuronbench.reports.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.leaderboard.BudgetUse;
import org.neuronbench.reports.leaderboard.LeaderboardEntry;
import org.neuronbench.reports.leaderboard.Numbers;
import org.neuronbench.reports.leaderboard.RankingRow;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Interval;

/** The columns of a ranking on the terminal. */
final class TextColumns {

  private static final int ALWAYS = Integer.MAX_VALUE;
  static final String NOT_AVAILABLE = "n/a";

  /**
   * A column.
   *
   * @param top upper line of its heading
   * @param bottom lower line
   * @param meaning what the numbers are, for the legend; empty if the heading says it
   * @param need what there is least need of is left out first where there is no room
   * @param value what it shows
   */
  record Column(
      String top, String bottom, String meaning, int need, Function<RankingRow, String> value) {

    String name() {
      return (top + " " + bottom).strip();
    }
  }

  private static final List<Column> OWN =
      List.of(
          new Column(
              "",
              "rank",
              "ref is a reference without a budget, not ranked; * was shown what no budget allows",
              ALWAYS,
              TextColumns::rank),
          new Column(
              "",
              "tier",
              "strategies of one tier were not shown to be behind its best",
              9,
              row -> whole(row.statistics().tier())),
          new Column("", "strategy", "", ALWAYS, row -> row.result().strategyAlone()),
          new Column("", "method", "", ALWAYS, row -> row.result().method()),
          new Column(
              "final",
              "top-1 %",
              "test accuracy after the last epoch, mean over ok cells",
              ALWAYS,
              row -> row.result().finalTop1().map(e -> Numbers.accuracy(e.mean())).orElse("")),
          new Column(
              "", "±", "standard deviation over the seeds, in points", 1, TextColumns::spread),
          new Column(
              "95 %",
              "interval",
              "where the mean over all seeds probably lies, on these test images",
              8,
              TextColumns::interval),
          new Column(
              "test-set",
              "error",
              "points that the choice of test images may be off by (95 %)",
              2,
              row -> format(row.result().testSetError(), share -> Numbers.fixed(100 * share, 1))),
          new Column(
              "cells",
              "ok/all",
              "",
              6,
              row -> row.result().ok().size() + "/" + row.result().cells().size()),
          new Column(
              "updated",
              "%",
              "convolution parameters updated in a mean epoch, of the network's",
              5,
              row -> percent(BudgetUse.of(row.whole(), row.entry()).percentOfNetwork())));

  private static final Column CHOOSE =
      new Column(
          "choose",
          "s",
          "seconds a cell for select and observe",
          0,
          row -> format(choosing(row.result()), Numbers::seconds));

  static final int STRATEGY = 2;
  static final int METHOD = 3;

  /** Tier, deviation and interval: one seed says nothing of them. */
  static final Set<Integer> OF_SEEDS = Set.of(1, 5, 6);

  private final List<Column> all;

  /** The columns that rank, what the metrics have a short name for, and the time of choosing. */
  TextColumns(Metrics metrics) {
    Stream<Column> measured =
        metrics.ofCells().stream()
            .filter(metric -> metric.brief().isPresent())
            .map(TextColumns::metric)
            .sorted(Comparator.comparing(Column::need).reversed());
    all =
        Stream.of(OWN.stream(), measured, Stream.of(CHOOSE)).flatMap(Function.identity()).toList();
  }

  List<Column> all() {
    return all;
  }

  /** What is left out where there is no room, in this order. */
  List<Integer> expendable() {
    return IntStream.range(0, all.size())
        .boxed()
        .filter(i -> all.get(i).need() < ALWAYS)
        .sorted(Comparator.comparing(i -> all.get(i).need()))
        .toList();
  }

  private static Column metric(Metric metric) {
    Metric.Brief brief = metric.brief().orElseThrow();
    return new Column(
        brief.top(),
        brief.bottom(),
        brief.meaning(),
        brief.need(),
        row -> format(row.result().value(metric), value -> Numbers.shown(metric, value)));
  }

  List<String> cells(RankingRow row) {
    return all.stream().map(column -> column.value().apply(row)).toList();
  }

  private static String rank(RankingRow row) {
    LeaderboardEntry entry = row.entry();
    String rank = entry.rank().isPresent() ? whole(entry.rank()) : entry.reference() ? "ref" : "-";
    return entry.result().outsideBudget() ? rank + "*" : rank;
  }

  private static String spread(RankingRow row) {
    return row.result()
        .finalTop1()
        .filter(e -> e.standardDeviation().isPresent())
        .map(e -> Numbers.fixed(100 * e.standardDeviation().getAsDouble(), 2))
        .orElse(NOT_AVAILABLE);
  }

  private static String interval(RankingRow row) {
    Optional<Interval> interval = row.statistics().finalTop1().flatMap(Estimate::interval);
    return interval
        .map(i -> Numbers.fixed(100 * i.low(), 1) + " to " + Numbers.fixed(100 * i.high(), 1))
        .orElse(NOT_AVAILABLE);
  }

  private static OptionalDouble choosing(StrategyResult result) {
    return result.cost(List.of(Metrics.SELECT_SECONDS, Metrics.OBSERVE_SECONDS));
  }

  private static String whole(OptionalInt value) {
    return value.isPresent() ? String.valueOf(value.getAsInt()) : NOT_AVAILABLE;
  }

  private static String percent(OptionalDouble value) {
    return format(value, number -> Numbers.fixed(number, 1));
  }

  private static String format(OptionalDouble value, DoubleFunction<String> format) {
    return value.isPresent() ? format.apply(value.getAsDouble()) : NOT_AVAILABLE;
  }
}
