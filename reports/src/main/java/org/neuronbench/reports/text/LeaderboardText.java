package org.neuronbench.reports.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.leaderboard.BudgetUse;
import org.neuronbench.reports.leaderboard.GroupStatistics;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.leaderboard.LeaderboardGroup;
import org.neuronbench.reports.leaderboard.Numbers;
import org.neuronbench.reports.leaderboard.RankingRow;
import org.neuronbench.reports.leaderboard.StrategyResult;
import org.neuronbench.reports.text.TextColumns.Column;
import org.neuronbench.reports.text.TextStyle.Tone;

/**
 * A leaderboard for the terminal: aligned columns within a width. Columns that there is no room
 * for, or nothing to show in, are left out and named.
 */
public final class LeaderboardText {

  private static final String INDENT = "  ";

  private final TextStyle style;
  private final TextColumns columns;
  private final boolean ofMethods;
  private final Set<Integer> unknown = new TreeSet<>();
  private final Set<Integer> withoutRoom = new TreeSet<>();
  private final Set<Integer> shown = new TreeSet<>();

  private LeaderboardText(TextStyle style, Metrics metrics) {
    this.style = style;
    this.columns = new TextColumns(metrics);
    this.ofMethods = metrics.ofMethods();
  }

  /**
   * Renders a leaderboard.
   *
   * @return lines, each ended by {@code \n}; control characters of names are replaced
   */
  public static String render(Leaderboard leaderboard, TextStyle style) {
    List<String> lines = new ArrayList<>();
    for (String damaged : leaderboard.leftOut()) {
      style
          .wrap(Escape.terminal("Left out, because it is damaged: " + damaged), INDENT)
          .forEach(line -> lines.add(style.paint(Tone.WARNING, line)));
    }
    if (leaderboard.groups().isEmpty()) {
      lines.add("There are no cells yet.");
      return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
    LeaderboardText text = new LeaderboardText(style, leaderboard.metrics());
    for (int i = 0; i < leaderboard.groups().size(); i++) {
      lines.addAll(text.group(leaderboard.groups().get(i), leaderboard.statistics().get(i)));
      lines.add("");
    }
    lines.addAll(text.legend());
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private List<String> group(LeaderboardGroup group, GroupStatistics statistics) {
    BudgetUse.Whole whole = BudgetUse.Whole.of(group);
    List<RankingRow> rows =
        statistics.entries().stream().map(e -> new RankingRow(whole, e)).toList();
    List<Integer> known = known(rows.stream().filter(row -> row.entry().measured()).toList());
    TextTable table =
        new TextTable(
            Set.copyOf(List.of(known.indexOf(TextColumns.STRATEGY), known.indexOf(name()))),
            top(known));
    table.row(known.stream().map(column -> column(column).bottom()).toList());
    for (RankingRow row : rows) {
      if (row.entry().measured()) {
        List<String> cells = columns.cells(row);
        table.row(known.stream().map(cells::get).map(Escape::terminal).toList(), tone(row));
      } else {
        failed(row.result()).forEach(line -> table.line(line, Tone.BAD));
      }
    }
    List<String> lines = new ArrayList<>();
    style
        .wrap(Escape.terminal(group.name()), INDENT)
        .forEach(line -> lines.add(style.paint(Tone.STRONG, line)));
    if (!whole.bound().ofParameters()) {
      lines.addAll(style.wrap(group.boundText(), INDENT));
    }
    lines.addAll(fitted(table, known));
    group
        .notices()
        .forEach(notice -> lines.addAll(style.wrap(Escape.terminal("note: " + notice), INDENT)));
    return lines;
  }

  /** The columns in which some row has something to show. */
  private List<Integer> known(List<RankingRow> measured) {
    List<List<String>> cells = measured.stream().map(columns::cells).toList();
    List<Integer> known = new ArrayList<>();
    for (int i = 0; i < columns.all().size(); i++) {
      int column = i;
      if (column == TextColumns.METHOD && !ofMethods) {
        continue;
      }
      boolean empty =
          cells.stream().allMatch(row -> row.get(column).equals(TextColumns.NOT_AVAILABLE));
      (empty && !measured.isEmpty() ? unknown : known).add(column);
    }
    return known;
  }

  /** The column of the longest names, which are shortened. */
  private int name() {
    return ofMethods ? TextColumns.METHOD : TextColumns.STRATEGY;
  }

  private List<String> top(List<Integer> known) {
    return known.stream().map(column -> column(column).top()).toList();
  }

  private Column column(int index) {
    return columns.all().get(index);
  }

  private List<String> fitted(TextTable table, List<Integer> known) {
    TextTable.Fitted fitted =
        table.fit(
            style,
            known.indexOf(name()),
            columns.expendable().stream().filter(known::contains).map(known::indexOf).toList());
    for (int i = 0; i < known.size(); i++) {
      (fitted.leftOut().contains(i) ? withoutRoom : shown).add(known.get(i));
    }
    return fitted.lines();
  }

  private static Tone tone(RankingRow row) {
    if (row.entry().reference()) {
      return Tone.FAINT;
    }
    return row.statistics().tier().orElse(0) == 1 ? Tone.GOOD : Tone.USUAL;
  }

  private List<String> failed(StrategyResult result) {
    String reason = result.failed().stream().map(CellRecord::reason).findFirst().orElse("");
    return style.wrap(
        Escape.terminal(
            Text.format(
                "   -  %s  %s: %s",
                result.strategy(), Numbers.failures(result.failures()), reason)),
        "      ");
  }

  private List<String> legend() {
    List<String> parts = new ArrayList<>();
    shown.stream()
        .map(this::column)
        .filter(column -> !column.meaning().isEmpty())
        .forEach(column -> parts.add(column.name() + ": " + column.meaning()));
    List<String> lines = new ArrayList<>();
    parts.forEach(part -> lines.addAll(style.wrap(part, INDENT)));
    unknown.removeAll(shown);
    unknown.removeAll(withoutRoom);
    Set<Integer> ofSeeds = new TreeSet<>(unknown);
    ofSeeds.retainAll(TextColumns.OF_SEEDS);
    unknown.removeAll(ofSeeds);
    leftOut(lines, "Not known (two seeds are needed, for tiers two strategies): ", ofSeeds);
    leftOut(lines, "Not measured: ", unknown);
    leftOut(lines, "Left out for want of width: ", withoutRoom);
    return lines.stream().map(line -> style.paint(Tone.FAINT, line)).toList();
  }

  private void leftOut(List<String> lines, String why, Set<Integer> columns) {
    if (!columns.isEmpty()) {
      String names = columns.stream().map(i -> column(i).name()).collect(Collectors.joining(", "));
      lines.addAll(style.wrap(why + names, INDENT));
    }
  }
}
