package org.neuronbench.cli.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.reports.text.Escape;
import org.neuronbench.reports.text.TextStyle;
import org.neuronbench.reports.text.TextStyle.Tone;
import org.neuronbench.reports.text.TextTable;
import org.neuronbench.spi.CostModel;

/** The cells of a plan as tables: for each model and dataset, the strategies by the budgets. */
final class PlanMatrix {

  /** What is to become of a cell, or became of it. */
  enum State {
    RUN("to run"),
    DONE("done"),
    FAILED("failed");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  private static final int STRATEGY_WIDTH = 22;
  private static final String NONE = "-";

  /** A place in a table: counts of its cells, one a seed. */
  private static final class Counts extends TreeMap<State, Integer> {
    private static final long serialVersionUID = 1L;

    String words() {
      return entrySet().stream()
          .map(e -> e.getValue() + " " + e.getKey().words)
          .collect(Collectors.joining(", "));
    }
  }

  private final Map<CellSpec, State> cells;
  private final TextStyle style;

  PlanMatrix(Map<CellSpec, State> cells, TextStyle style) {
    this.cells = cells;
    this.style = style;
  }

  List<String> lines() {
    Map<String, List<CellSpec>> groups =
        cells.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.model() + " on " + c.dataset(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (name, members) -> {
          String title = Text.format("%s, %s", name, seeds(members));
          style.wrap(title, "  ").forEach(line -> lines.add(style.paint(Tone.STRONG, line)));
          lines.addAll(tables(members));
          lines.add("");
        });
    return lines;
  }

  private static String seeds(List<CellSpec> members) {
    Set<Long> seeds =
        members.stream()
            .map(cell -> cell.point().seed())
            .collect(Collectors.toCollection(TreeSet::new));
    return (seeds.size() == 1 ? "seed " : "seeds ")
        + seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** One table, or several below each other where the budgets do not fit side by side. */
  private List<String> tables(List<CellSpec> members) {
    Map<String, Map<String, Counts>> counts = new LinkedHashMap<>();
    Map<String, String> budgets = new LinkedHashMap<>();
    for (CellSpec cell : members) {
      String budget = cell.budgetText();
      budgets.put(budget, heading(cell));
      counts
          .computeIfAbsent(Escape.terminal(cell.contender()), s -> new LinkedHashMap<>())
          .computeIfAbsent(budget, b -> new Counts())
          .merge(cells.getOrDefault(cell, State.RUN), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    List<String> left = new ArrayList<>(new LinkedHashSet<>(budgets.keySet()));
    while (!left.isEmpty()) {
      int taken = fitting(left, budgets, counts);
      lines.addAll(table(left.subList(0, taken), budgets, counts));
      left = left.subList(taken, left.size());
    }
    return lines;
  }

  private static String heading(CellSpec cell) {
    if (cell.budgetText().equals(CellSpec.UNLIMITED)) {
      return "no budget";
    }
    String bound = Text.format("%s: %,d", cell.budgetText(), cell.budget().limit());
    CostModel model = cell.costModel();
    return model.equals(CostModel.WEIGHTS) ? bound : bound + " " + model.kind().counts();
  }

  private int fitting(
      List<String> left, Map<String, String> budgets, Map<String, Map<String, Counts>> counts) {
    int names = counts.keySet().stream().mapToInt(String::length).max().orElse(0);
    int used = Math.min(STRATEGY_WIDTH, Math.max("strategy".length(), names));
    int taken = 0;
    for (String budget : left) {
      int width =
          counts.values().stream().mapToInt(row -> words(row, budget).length()).max().orElse(0);
      used += 2 + Math.max(width, budgets.getOrDefault(budget, "").length());
      if (used > style.width()) {
        break;
      }
      taken++;
    }
    return Math.max(1, taken);
  }

  private List<String> table(
      List<String> shown, Map<String, String> budgets, Map<String, Map<String, Counts>> counts) {
    List<String> headings = new ArrayList<>(List.of("strategy"));
    shown.forEach(budget -> headings.add(budgets.getOrDefault(budget, "")));
    TextTable table = new TextTable(Set.of(0), headings);
    counts.forEach(
        (strategy, row) -> {
          List<String> texts = new ArrayList<>(List.of(strategy));
          shown.forEach(budget -> texts.add(words(row, budget)));
          if (texts.stream().skip(1).anyMatch(text -> !text.equals(NONE))) {
            table.row(texts, tone(row.values()));
          }
        });
    return table.fit(style, 0, List.of()).lines();
  }

  private static String words(Map<String, Counts> row, String budget) {
    Counts counts = row.get(budget);
    return counts == null ? NONE : counts.words();
  }

  private static Tone tone(Iterable<Counts> row) {
    Set<State> states = new TreeSet<>();
    row.forEach(counts -> states.addAll(counts.keySet()));
    return states.contains(State.FAILED)
        ? Tone.BAD
        : states.contains(State.RUN) ? Tone.USUAL : Tone.GOOD;
  }
}
