package org.neuronbench.datasets.photo;

import java.util.ArrayList;
import java.util.List;

/** A text file of columns separated by blanks. */
final class Table {

  private final Base base;
  private final String path;
  private final List<String[]> rows = new ArrayList<>();

  Table(Base base, String path, int columns) {
    this.base = base;
    this.path = path;
    for (String line : base.lines(path)) {
      if (!line.startsWith("#")) {
        rows.add(cells(line, columns));
      }
    }
  }

  private String[] cells(String line, int columns) {
    String[] cells = line.split("\\s+");
    if (cells.length != columns) {
      throw base.problem("%s has the line '%s' instead of %d columns", path, line, columns);
    }
    return cells;
  }

  int size() {
    return rows.size();
  }

  String text(int row, int column) {
    return rows.get(row)[column];
  }

  int number(int row, int column, int min, int max) {
    String text = text(row, column);
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw base.problem(
        "%s has '%s' in line %d, allowed are %d to %d", path, text, row + 1, min, max);
  }
}
