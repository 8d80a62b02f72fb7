package org.neuronbench.reports.page;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.leaderboard.LayerShares;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LedgerRow;
import org.neuronbench.reports.leaderboard.Numbers;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.statistics.Estimate;
import org.neuronbench.reports.statistics.Interval;

/**
 * One strategy on one (model, dataset, budget) for the page's script. Times and savings are means
 * of the ok cells, {@code total} sums of all cells.
 */
final class ResultJson {

  private final StrategyResult result;
  private final JsonFields fixed;

  /** Computes what does not depend on how much the page holds. */
  ResultJson(StrategyResult result, Leaderboard leaderboard, Names names, Networks networks) {
    this.result = result;
    fixed =
        new JsonFields()
            .count("model", names.index(result.model()))
            .count("dataset", names.index(result.dataset()))
            .count("budget", names.index(result.budget()))
            .count("strategy", names.index(result.strategy()))
            .count("alone", names.index(result.strategyAlone()))
            .count("method", names.index(result.method()))
            .flag("unlimited", result.unlimited())
            .count("ok", result.ok().size())
            .count("failed", result.failed().size())
            .text("statuses", Numbers.failures(result.failures()))
            .text("reasons", result.reasons())
            .count("epochs", result.epochs())
            .flag("oracle", result.outsideBudget())
            .text("oracles", String.join(" ", result.oracles()));
    accuracy(fixed, result);
    costs(fixed, LedgerRow.of(result, leaderboard), leaderboard.metrics());
    if (!result.ok().isEmpty()) {
      fixed.count("network", networks.index(result.ok().get(0)));
      List<Integer> every = IntStream.range(0, result.epochs()).boxed().toList();
      fixed.text("chosen", ShareCode.encode(LayerShares.meanOver(result, every)));
    }
  }

  /** Adds the epochs that the page keeps. */
  JsonFields with(Thinning curves, Thinning shares) {
    JsonFields json = fixed.copy();
    if (!result.ok().isEmpty()) {
      curve(json, curves.kept(result.epochs()));
      List<Double> kept = LayerShares.of(result, shares.kept(result.epochs()));
      json.text("shares", ShareCode.encode(kept));
    }
    return json;
  }

  private static void accuracy(JsonFields json, StrategyResult result) {
    json.object("top1", spread(result.finalTop1()));
    json.object("best", spread(result.bestTop1()));
    json.number("testSetError", result.testSetError());
  }

  private static JsonFields spread(Optional<Estimate> top1) {
    JsonFields json = new JsonFields();
    top1.ifPresent(
        spread -> {
          json.number("mean", OptionalDouble.of(spread.mean()));
          json.number("std", spread.standardDeviation());
          json.number("low", end(spread, Interval::low));
          json.number("high", end(spread, Interval::high));
        });
    return json;
  }

  /** Values in the order of the metrics, and of the costs of comparisons. */
  private static void costs(JsonFields json, LedgerRow row, Metrics metrics) {
    StrategyResult result = row.result();
    json.numbers("values", metrics.ofCells().stream().map(result::value).toList())
        .numbers("charged", metrics.byCost().values().stream().map(result::cost).toList())
        .number("ofFull", row.percentOfFull());
    if (!oneOkCell(result)) {
      json.numbers(
          "totals", metrics.ofCells().stream().filter(Metric::timed).map(row::total).toList());
    }
  }

  /** Its sums are its means. */
  private static boolean oneOkCell(StrategyResult result) {
    return result.ok().size() == 1 && result.failed().isEmpty();
  }

  private void curve(JsonFields json, List<Integer> epochs) {
    List<Optional<Estimate>> kept = epochs.stream().map(result::top1After).toList();
    json.shares("curve", kept, top1 -> top1.map(Estimate::mean).orElse(Double.NaN));
    if (result.ok().size() > 1) {
      json.shares("band", kept, top1 -> top1.map(ResultJson::halfWidth).orElse(Double.NaN));
    }
  }

  private static double halfWidth(Estimate top1) {
    return top1.interval().map(i -> (i.high() - i.low()) / 2).orElse(Double.NaN);
  }

  private static OptionalDouble end(Estimate top1, ToDoubleFunction<Interval> end) {
    return top1.interval().stream().mapToDouble(end).findFirst();
  }
}
