package org.neuronbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.statistics.Estimate;

/** A leaderboard for the terminal: aligned columns, at most 100 characters wide. */
public final class LeaderboardText {

  /** The widest line. */
  public static final int WIDTH = 100;

  private static final int WIDEST_STRATEGY = 25;
  private static final String LEGEND =
      """
      cells: ok of all; final top-1: mean over ok cells ± standard deviation; updated: parameters, of
      the network; FLOPs: saved by the paper's rule; MACs: saved as executed; choose: select + observe;
      ref: reference without a budget, not ranked; n/a: not available
      """;

  private LeaderboardText() {}

  /**
   * Renders a leaderboard.
   *
   * @param leaderboard what to show
   * @return lines, each ended by {@code \n}; control characters of names are replaced
   */
  public static String render(Leaderboard leaderboard) {
    if (leaderboard.groups().isEmpty()) {
      return "There are no cells yet.\n";
    }
    return leaderboard.groups().stream()
            .map(LeaderboardText::group)
            .collect(Collectors.joining("\n"))
        + "\n"
        + LEGEND;
  }

  private static String group(LeaderboardGroup group) {
    TextTable table =
        new TextTable(
            "rank",
            "strategy",
            "final top-1 %",
            "cells",
            "updated %",
            "FLOPs %",
            "MACs %",
            "train s",
            "choose s");
    BudgetUse.Whole whole = BudgetUse.Whole.of(group);
    for (LeaderboardEntry entry : group.entries()) {
      if (entry.measured()) {
        table.row(cells(whole, entry));
      } else {
        table.line(failed(entry));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(shorten(Summary.name(group), WIDTH));
    lines.addAll(table.lines());
    group.notices().forEach(notice -> lines.addAll(wrapped("note: " + Escape.terminal(notice))));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> cells(BudgetUse.Whole whole, LeaderboardEntry entry) {
    StrategyResult result = entry.result();
    Optional<Estimate> top1 = result.finalTop1();
    return List.of(
        rank(entry),
        shorten(result.strategy(), WIDEST_STRATEGY),
        top1.map(LeaderboardText::accuracy).orElse("n/a"),
        result.ok().size() + "/" + result.cells().size(),
        percent(BudgetUse.of(whole, entry).percentOfNetwork()),
        percent(result.flopsSavedPercent()),
        percent(result.executedMacsSavedPercent()),
        format(result.trainSeconds(), Numbers::seconds),
        format(choosing(result), Numbers::seconds));
  }

  private static String failed(LeaderboardEntry entry) {
    StrategyResult result = entry.result();
    String reason = result.failed().stream().map(CellRecord::reason).findFirst().orElse("");
    String line =
        "%4s  %s  %s: %s"
            .formatted(
                "-",
                shorten(result.strategy(), WIDEST_STRATEGY),
                Numbers.failures(result.failures()),
                reason);
    return shorten(line, WIDTH);
  }

  private static String rank(LeaderboardEntry entry) {
    return entry.rank().isPresent()
        ? String.valueOf(entry.rank().getAsInt())
        : entry.reference() ? "ref" : "-";
  }

  private static OptionalDouble choosing(StrategyResult result) {
    return result.selectSeconds().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            result.selectSeconds().getAsDouble() + result.observeSeconds().orElse(0));
  }

  private static String accuracy(Estimate top1) {
    return Numbers.accuracy(top1) + (top1.standardDeviation().isPresent() ? "" : " ±  n/a");
  }

  private static String percent(OptionalDouble value) {
    return format(value, number -> Numbers.fixed(number, 1));
  }

  private static String format(OptionalDouble value, DoubleFunction<String> format) {
    return value.isPresent() ? format.apply(value.getAsDouble()) : "n/a";
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > WIDTH) {
      int space = rest.lastIndexOf(' ', WIDTH);
      int end = space > 0 ? space : WIDTH;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }

  private static String shorten(String text, int width) {
    String safe = Escape.terminal(text);
    return safe.length() <= width ? safe : safe.substring(0, width - 3) + "...";
  }
}
