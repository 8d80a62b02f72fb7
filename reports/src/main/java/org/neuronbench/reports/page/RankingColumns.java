package org.neuronbench.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.Unit;
import org.neuronbench.reports.leaderboard.BudgetUse;
import org.neuronbench.reports.leaderboard.Numbers;
import org.neuronbench.reports.leaderboard.RankingRow;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.page.HtmlTable.Column;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Interval;
import org.neuronbench.reports.statistics.RankInterval;

/** The columns of a ranking: what each shows of an entry. */
final class RankingColumns {

  /** Rank, ranks, tier and strategy. */
  private static final int LEADING = 4;

  private static final Column<RankingRow> METHOD =
      new Column<>(
          "Method",
          "What steps learned from, with the parameters that the experiment set.",
          (html, row) -> html.element("td", row.result().method()));

  private static final List<Column<RankingRow>> OWN =
      List.of(
          new Column<>(
              "Rank",
              "Place by mean final top-1 among the strategies of the same model, dataset and"
                  + " budget. Equal means share a place. 'ref' marks a reference, which is not"
                  + " ranked; '-' a strategy of which no cell ended ok.",
              RankingColumns::rank),
          new Column<>(
              "Ranks",
              "Ranks that it takes in 95 % of 2,000 draws of the seeds with replacement (percentile"
                  + " bootstrap). Not available with one seed.",
              (html, row) -> ranks(html, row)),
          new Column<>(
              "Tier",
              "Entries of one tier were not shown to be behind its best: paired differences on common"
                  + " seeds, p corrected for all pairs (Holm), level 5 %. Not available with one"
                  + " seed.",
              (html, row) -> tier(html, row)),
          new Column<>(
              "Strategy",
              "Which strategy chose the neurons, with the parameters that the experiment set.",
              RankingColumns::strategy),
          new Column<>(
              "Final top-1 %",
              "Share of test images whose class is predicted right after the last epoch: the mean"
                  + " over n cells, one a seed, ± their sample standard deviation (divisor n - 1)"
                  + " in percentage points. With one cell the deviation is not available.",
              (html, row) -> accuracy(html, row.result())),
          new Column<>(
              "95 % interval",
              "Where the mean over all seeds probably lies: Student's t interval, in percent. Not"
                  + " available with one seed.",
              (html, row) -> interval(html, row)),
          HtmlTable.number(
              "Test-set error",
              "The test images are a sample too: so many percentage points the mean may lie from"
                  + " that on all images there could be (95 %, the same images for all rows). Not"
                  + " available where answers were not kept.",
              row -> row.result().testSetError(),
              Numbers::accuracy),
          new Column<>(
              Metrics.BEST_TOP1.title(),
              Metrics.BEST_TOP1.help(),
              (html, row) -> best(html, row.result().bestTop1())),
          new Column<>(
              "Parameters updated",
              "Convolution parameters of the chosen neurons, mean over epochs and cells; below it"
                  + " the share of all convolution parameters of the network.",
              (html, row) -> updated(html, row)),
          new Column<>(
              "Budget used %",
              "What the budget counts of the chosen neurons, mean over epochs and cells, as a share of"
                  + " the budget; none for references.",
              RankingColumns::budgetUsed));

  private static final String NOT_AVAILABLE = "n/a";

  private RankingColumns() {}

  /** What ranks, and shares, percentages and times; what is counted stands in the ledger. */
  static List<Column<RankingRow>> of(Metrics metrics) {
    return Stream.concat(
            own(metrics),
            metrics.ofCells().stream()
                .filter(metric -> metric.timed() || metric.unit() == Unit.PERCENT)
                .map(RankingColumns::metric))
        .toList();
  }

  private static Stream<Column<RankingRow>> own(Metrics metrics) {
    return metrics.ofMethods()
        ? Stream.concat(
            Stream.concat(OWN.stream().limit(LEADING), Stream.of(METHOD)),
            OWN.stream().skip(LEADING))
        : OWN.stream();
  }

  /** Counts the columns that stay when a strategy has nothing else to show: who it is. */
  static int leading(Metrics metrics) {
    return metrics.ofMethods() ? LEADING + 1 : LEADING;
  }

  /** The explanations by title, for the page's script. */
  static JsonFields help() {
    JsonFields help = new JsonFields();
    own(Metrics.STANDARD).forEach(column -> help.text(column.title(), column.explanation()));
    return help;
  }

  private static Column<RankingRow> metric(Metric metric) {
    return HtmlTable.number(
        metric.title(),
        metric.help(),
        row -> row.result().value(metric),
        value -> Numbers.shown(metric, value));
  }

  private static void rank(Html html, RankingRow row) {
    if (row.entry().rank().isPresent()) {
      String rank = String.valueOf(row.entry().rank().getAsInt());
      html.element("td", rank);
    } else {
      html.element("td", row.entry().reference() ? "ref" : "-");
    }
  }

  private static void ranks(Html html, RankingRow row) {
    Optional<RankInterval> ranks = row.statistics().ranks();
    if (ranks.isEmpty()) {
      HtmlTable.missing(html, row.entry().reference() ? "" : NOT_AVAILABLE);
      return;
    }
    int low = ranks.get().low();
    int high = ranks.get().high();
    html.element("td", low == high ? String.valueOf(low) : low + "–" + high);
  }

  private static void tier(Html html, RankingRow row) {
    if (row.statistics().tier().isEmpty()) {
      HtmlTable.missing(html, row.entry().reference() ? "" : NOT_AVAILABLE);
      return;
    }
    html.element("td", String.valueOf(row.statistics().tier().getAsInt()));
  }

  private static void interval(Html html, RankingRow row) {
    Optional<Interval> interval = row.statistics().finalTop1().flatMap(Estimate::interval);
    if (interval.isEmpty()) {
      HtmlTable.missing(html, NOT_AVAILABLE);
      return;
    }
    Interval ends = interval.get();
    html.element("td", Numbers.accuracy(ends.low()) + " – " + Numbers.accuracy(ends.high()));
  }

  private static void strategy(Html html, RankingRow row) {
    String name = row.result().strategyAlone();
    html.open("th", "scope", "row").name(name);
    marks(row).forEach(mark -> html.element("small", mark));
    html.close();
  }

  private static List<String> marks(RankingRow row) {
    List<String> marks = new ArrayList<>();
    if (row.entry().reference()) {
      marks.add("reference");
    }
    if (row.result().outsideBudget()) {
      marks.add("oracle: outside its budget");
    }
    if (row.result().inputChannels()) {
      marks.add("selects input channels");
    }
    return marks;
  }

  private static void accuracy(Html html, StrategyResult result) {
    Optional<Estimate> top1 = result.finalTop1();
    if (top1.isEmpty()) {
      HtmlTable.missing(html, HtmlTable.NOT_MEASURED);
      return;
    }
    html.open("td").element("strong", Numbers.accuracy(top1.get()));
    html.element("small", seeds(top1.get(), result)).close();
  }

  private static String seeds(Estimate spread, StrategyResult result) {
    String seeds = "n = " + spread.count();
    if (spread.standardDeviation().isEmpty()) {
      seeds += ", ± n/a";
    }
    return result.failed().isEmpty() ? seeds : seeds + ", " + result.failed().size() + " failed";
  }

  private static void best(Html html, Optional<Estimate> top1) {
    if (top1.isEmpty()) {
      HtmlTable.missing(html, HtmlTable.NOT_MEASURED);
      return;
    }
    html.element("td", Numbers.accuracy(top1.get()));
  }

  private static void updated(Html html, RankingRow row) {
    OptionalDouble updated = row.result().value(Metrics.PARAMETERS_UPDATED);
    if (updated.isEmpty()) {
      HtmlTable.missing(html, HtmlTable.NOT_MEASURED);
      return;
    }
    html.open("td").text(Numbers.rounded(updated.getAsDouble()));
    BudgetUse.of(row.whole(), row.entry())
        .percentOfNetwork()
        .ifPresent(percent -> html.element("small", percent(percent) + " % of network"));
    html.close();
  }

  private static void budgetUsed(Html html, RankingRow row) {
    if (row.entry().reference() || row.whole().unlimited()) {
      HtmlTable.missing(html, "no budget");
    } else {
      OptionalDouble used = BudgetUse.of(row.whole(), row.entry()).percentOfBudget();
      HtmlTable.number(html, used, RankingColumns::percent);
    }
  }

  private static String percent(double value) {
    return Numbers.fixed(value, 1);
  }
}
