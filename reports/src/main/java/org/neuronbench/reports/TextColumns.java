package org.neuronbench.reports;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.neuronbench.reports.RankingColumns.Row;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Interval;

/** The columns of a ranking on the terminal. */
final class TextColumns {

  static final String NOT_AVAILABLE = "n/a";

  /**
   * A column.
   *
   * @param top upper line of its heading
   * @param bottom lower line
   * @param meaning what the numbers are, for the legend; empty if the heading says it
   * @param value what it shows
   */
  record Column(String top, String bottom, String meaning, Function<Row, String> value) {

    String name() {
      return (top + " " + bottom).strip();
    }
  }

  static final List<Column> ALL =
      List.of(
          new Column(
              "", "rank", "ref is a reference without a budget, not ranked", TextColumns::rank),
          new Column(
              "",
              "tier",
              "strategies of one tier were not shown to be behind its best",
              row -> whole(row.statistics().tier())),
          new Column("", "strategy", "", row -> row.result().strategy()),
          new Column(
              "final",
              "top-1 %",
              "test accuracy after the last epoch, mean over ok cells",
              row -> row.result().finalTop1().map(e -> Numbers.accuracy(e.mean())).orElse("")),
          new Column("", "±", "standard deviation over the seeds, in points", TextColumns::spread),
          new Column(
              "95 %",
              "interval",
              "where the mean over all seeds probably lies, on these test images",
              TextColumns::interval),
          new Column(
              "test-set",
              "error",
              "points that the choice of test images may be off by (95 %)",
              row -> format(row.result().testSetError(), share -> Numbers.fixed(100 * share, 1))),
          new Column(
              "cells",
              "ok/all",
              "",
              row -> row.result().ok().size() + "/" + row.result().cells().size()),
          new Column(
              "updated",
              "%",
              "convolution parameters updated in a mean epoch, of the network's",
              row -> percent(BudgetUse.of(row.whole(), row.entry()).percentOfNetwork())),
          new Column(
              "MACs",
              "saved %",
              "multiply-accumulates that did not run, against updating everything",
              row -> percent(row.result().executedMacsSavedPercent())),
          new Column(
              "FLOPs",
              "saved %",
              "by the paper's rule, counted on paper: says nothing about time",
              row -> percent(row.result().flopsSavedPercent())),
          new Column(
              "train",
              "s",
              "seconds a cell",
              row -> format(row.result().trainSeconds(), Numbers::seconds)),
          new Column(
              "choose",
              "s",
              "seconds a cell for select and observe",
              row -> format(choosing(row.result()), Numbers::seconds)));

  static final int STRATEGY = 2;

  /** Tier, deviation and interval: one seed says nothing of them. */
  static final Set<Integer> OF_SEEDS = Set.of(1, 4, 5);

  /** What there is least need of comes first. */
  static final List<Integer> EXPENDABLE = List.of(12, 4, 6, 11, 10, 8, 7, 9, 5, 1);

  private TextColumns() {}

  static List<String> cells(Row row) {
    return ALL.stream().map(column -> column.value().apply(row)).toList();
  }

  private static String rank(Row row) {
    LeaderboardEntry entry = row.entry();
    return entry.rank().isPresent() ? whole(entry.rank()) : entry.reference() ? "ref" : "-";
  }

  private static String spread(Row row) {
    return row.result()
        .finalTop1()
        .filter(e -> e.standardDeviation().isPresent())
        .map(e -> Numbers.fixed(100 * e.standardDeviation().getAsDouble(), 2))
        .orElse(NOT_AVAILABLE);
  }

  private static String interval(Row row) {
    Optional<Interval> interval = row.statistics().finalTop1().flatMap(Estimate::interval);
    return interval
        .map(i -> Numbers.fixed(100 * i.low(), 1) + " to " + Numbers.fixed(100 * i.high(), 1))
        .orElse(NOT_AVAILABLE);
  }

  private static OptionalDouble choosing(StrategyResult result) {
    return result.selectSeconds().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            result.selectSeconds().getAsDouble() + result.observeSeconds().orElse(0));
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
