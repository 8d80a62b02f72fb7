package org.neuronbench.datasets.photo;

import java.util.ArrayList;
import java.util.List;

/** A text file of columns separated by blanks. */
record Table(Base base, String path, List<String[]> rows) {

  static Table read(Base base, String path, int columns) {
    List<String[]> rows = new ArrayList<>();
    for (String line : base.lines(path)) {
      String[] cells = line.split("\\s+");
      if (!line.startsWith("#") && cells.length != columns) {
        throw base.problem("%s has the line '%s' instead of %d columns", path, line, columns);
      }
      if (!line.startsWith("#")) {
        rows.add(cells);
      }
    }
    return new Table(base, path, rows);
  }

  int size() {
    return rows.size();
  }

  String text(int row, int column) {
    return rows.get(row)[column];
  }

  int number(int row, int column, int min, int max) {
    String text = text(row, column);
    if (text.matches("-?\\d{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw base.problem(
        "%s has '%s' in line %d, allowed are %d to %d", path, text, row + 1, min, max);
  }
}
