package org.neuronbench.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Aligns cells in columns: names to the left, numbers to the right. */
public final class TextTable {

  private static final String GAP = "  ";

  private record Row(List<String> cells, @Nullable String line) {}

  private final List<Row> rows = new ArrayList<>();
  private final Set<Integer> leftAligned;

  /** Starts a table whose second column holds names. */
  TextTable(String... headings) {
    this(Set.of(1), List.of(headings));
  }

  /**
   * Starts a table.
   *
   * @param leftAligned columns that hold names, from 0
   * @param headings one a column
   */
  public TextTable(Set<Integer> leftAligned, List<String> headings) {
    this.leftAligned = Set.copyOf(leftAligned);
    row(headings);
  }

  /**
   * Adds a row.
   *
   * @param cells one a column
   */
  public void row(List<String> cells) {
    rows.add(new Row(cells, null));
  }

  /**
   * Adds a line that keeps to no column.
   *
   * @param line any text
   */
  public void line(String line) {
    rows.add(new Row(List.of(), line));
  }

  /**
   * Returns the table.
   *
   * @return aligned lines, the headings first
   */
  public List<String> lines() {
    return rows.stream()
        .map(row -> row.line() == null ? aligned(row.cells()) : row.line())
        .toList();
  }

  private String aligned(List<String> cells) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      String padding = " ".repeat(width(column) - cells.get(column).length());
      padded.add(
          leftAligned.contains(column) ? cells.get(column) + padding : padding + cells.get(column));
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
