package org.neuronbench.reports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aligns cells in columns: the second to the left, numbers to the right. */
final class TextTable {

  private static final int LEFT_ALIGNED = 1;
  private static final String GAP = "  ";

  private record Row(List<String> cells, @Nullable String line) {}

  private final List<Row> rows = new ArrayList<>();

  TextTable(String... headings) {
    row(List.of(headings));
  }

  void row(List<String> cells) {
    rows.add(new Row(cells, null));
  }

  /** Adds a line that keeps to no column. */
  void line(String line) {
    rows.add(new Row(List.of(), line));
  }

  List<String> lines() {
    return rows.stream()
        .map(row -> row.line() == null ? aligned(row.cells()) : row.line())
        .toList();
  }

  private String aligned(List<String> cells) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      String padding = " ".repeat(width(column) - cells.get(column).length());
      padded.add(
          column == LEFT_ALIGNED ? cells.get(column) + padding : padding + cells.get(column));
    }
    return String.join(GAP, padded).stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.line() == null)
        .mapToInt(row -> row.cells().get(column).length())
        .max()
        .orElse(0);
  }
}
