package org.neuronbench.reports.page;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Writes plain tables whose columns are declared once: heading, explanation and cell. */
final class HtmlTable {

  static final String NOT_MEASURED = "not measured";

  /** A column; the cell writes its own {@code td} or {@code th}. A {@code td} holds a number. */
  record Column<T>(String title, String explanation, BiConsumer<Html, T> cell) {}

  private HtmlTable() {}

  /** Opens a table that scrolls by itself on a narrow screen; {@link #close} ends it. */
  static <T> void open(Html html, String label, String styles, List<Column<T>> columns) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
    html.open("table", "class", styles).open("thead").open("tr");
    for (Column<T> column : columns) {
      html.element("th", column.title(), "scope", "col");
    }
    html.close().closeBlock();
  }

  static void close(Html html) {
    html.close().closeBlock();
  }

  static <T> void row(Html html, List<Column<T>> columns, T row, String style) {
    if (style.isEmpty()) {
      html.open("tr");
    } else {
      html.open("tr", "class", style);
    }
    columns.forEach(column -> column.cell().accept(html, row));
    html.closeBlock();
  }

  static <T> Column<T> number(
      String title,
      String explanation,
      Function<T, OptionalDouble> value,
      DoubleFunction<String> format) {
    return new Column<>(title, explanation, (html, row) -> number(html, value.apply(row), format));
  }

  static void number(Html html, OptionalDouble value, DoubleFunction<String> format) {
    if (value.isEmpty()) {
      missing(html, NOT_MEASURED);
      return;
    }
    html.element("td", format.apply(value.getAsDouble()));
  }

  static void missing(Html html, String why) {
    html.element("td", why, "class", "missing");
  }
}
