package org.neuronbench.reports.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.reports.text.TextStyle.Tone;

/** Aligns cells in columns: names to the left, numbers to the right. */
public final class TextTable {

  private static final String GAP = "  ";

  /** Names are shortened to this before a column is left out. */
  private static final int SHORT_NAME = 22;

  private static final int SHORTEST_NAME = 4;

  private record Row(List<String> cells, @Nullable String line, Tone tone) {}

  /**
   * A table within a width.
   *
   * @param lines aligned, the headings first
   * @param leftOut columns that there was no room for
   */
  public record Fitted(List<String> lines, Set<Integer> leftOut) {

    /** Copies the collections. */
    public Fitted {
      lines = List.copyOf(lines);
      leftOut = Set.copyOf(leftOut);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final Set<Integer> leftAligned;

  /**
   * Starts a table.
   *
   * @param leftAligned columns that hold names, from 0
   */
  public TextTable(Set<Integer> leftAligned, List<String> headings) {
    this.leftAligned = Set.copyOf(leftAligned);
    row(headings);
  }

  /** Adds a row. */
  public void row(List<String> cells) {
    row(cells, Tone.USUAL);
  }

  /** Adds a row that stands out. */
  public void row(List<String> cells, Tone tone) {
    rows.add(new Row(cells, null, tone));
  }

  /** Adds a line that keeps to no column. */
  public void line(String line) {
    line(line, Tone.USUAL);
  }

  /** Adds a line that keeps to no column and stands out. */
  public void line(String line, Tone tone) {
    rows.add(new Row(List.of(), line, tone));
  }

  /** Returns the whole table: aligned lines, the headings first. */
  public List<String> lines() {
    return fit(new TextStyle(Integer.MAX_VALUE, false), 0, List.of()).lines();
  }

  /**
   * Returns the table within a width: names are shortened a little, then columns left out, then
   * names shortened as far as need be.
   *
   * @param name the column of names, which is shortened
   * @param expendable columns that may be left out, the first one first
   * @return its lines, and what was left out
   */
  public Fitted fit(TextStyle style, int name, List<Integer> expendable) {
    List<Integer> shown =
        new ArrayList<>(IntStream.range(0, rows.get(0).cells().size()).boxed().toList());
    int[] widths = shown.stream().mapToInt(this::width).toArray();
    int wholeName = widths[name];
    List<Integer> leftOut = new ArrayList<>();
    widths[name] = Math.min(wholeName, SHORT_NAME);
    for (int column : expendable) {
      if (total(widths, shown) > style.width()) {
        shown.remove((Integer) column);
        leftOut.add(column);
      }
    }
    int spare = style.width() - total(widths, shown);
    widths[name] = Math.min(wholeName, Math.max(SHORTEST_NAME, widths[name] + spare));
    return new Fitted(
        rows.stream().map(row -> style.paint(row.tone(), text(row, shown, widths))).toList(),
        Set.copyOf(leftOut));
  }

  private static int total(int[] widths, List<Integer> shown) {
    return shown.stream().mapToInt(column -> widths[column]).sum()
        + GAP.length() * (shown.size() - 1);
  }

  private String text(Row row, List<Integer> shown, int[] widths) {
    if (row.line() != null) {
      return row.line();
    }
    List<String> padded = new ArrayList<>();
    for (int column : shown) {
      String cell = shortened(row.cells().get(column), widths[column]);
      String padding = " ".repeat(widths[column] - cell.length());
      padded.add(leftAligned.contains(column) ? cell + padding : padding + cell);
    }
    return String.join(GAP, padded).stripTrailing();
  }

  private static String shortened(String cell, int width) {
    return cell.length() <= width ? cell : TextStyle.cut(cell, width);
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.line() == null)
        .mapToInt(row -> row.cells().get(column).length())
        .max()
        .orElse(0);
  }
}
