package org.neuronbench.reports.csv;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.SpreadsheetText;

/**
 * The columns of a CSV file, each declared once with its name and its value. RFC 4180, UTF-8. What
 * was not measured is an empty field. Text that a spreadsheet would run as a formula gets a leading
 * apostrophe.
 */
final class CsvTable<T> {

  private record Column<T>(String name, Function<T, @Nullable Object> value) {}

  private final List<Column<T>> columns;

  private CsvTable(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * Metrics in their order but for some that stand last, where those who count columns know them.
   */
  static List<Metric> lastly(List<Metric> metrics, Metric... last) {
    List<Metric> ordered = new ArrayList<>(metrics);
    for (Metric metric : last) {
      if (ordered.remove(metric)) {
        ordered.add(metric);
      }
    }
    return ordered;
  }

  static <T> Builder<T> builder() {
    return new Builder<>();
  }

  void write(Path file, Iterable<T> rows) throws IOException {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
      csv.printRecord(columns.stream().map(Column::name));
      for (T row : rows) {
        csv.printRecord(columns.stream().map(column -> column.value().apply(row)));
      }
    }
    // getBytes replaces what UTF-8 cannot encode, a writer would fail on it.
    Files.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Object number(OptionalDouble value) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      return null;
    }
    BigDecimal plain = BigDecimal.valueOf(value.getAsDouble()).stripTrailingZeros();
    return plain.toPlainString();
  }

  private static @Nullable Object number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  static final class Builder<T> {

    private final List<Column<T>> columns = new ArrayList<>();

    private Builder() {}

    Builder<T> text(String name, Function<T, String> value) {
      return column(name, row -> SpreadsheetText.guard(value.apply(row)));
    }

    Builder<T> decimal(String name, Function<T, OptionalDouble> value) {
      return column(name, row -> number(value.apply(row)));
    }

    Builder<T> integer(String name, Function<T, OptionalLong> value) {
      return column(name, row -> number(value.apply(row)));
    }

    Builder<T> count(String name, Function<T, Number> value) {
      return column(name, value::apply);
    }

    CsvTable<T> build() {
      return new CsvTable<>(columns);
    }

    private Builder<T> column(String name, Function<T, @Nullable Object> value) {
      columns.add(new Column<>(name, value));
      return this;
    }
  }
}
