package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.assertj.core.data.Offset;

/** Values that other software computed: {@code expected.csv}, made by {@code expected.py}. */
final class Expected {

  static final double[] A = {71.2, 69.8, 73.1, 70.4, 72.0};
  static final double[] B = {69.9, 69.1, 70.8, 70.6, 70.1};

  private static final Map<String, Double> VALUES = read();

  private Expected() {}

  static double value(String name) {
    assertThat(VALUES).containsKey(name);
    return VALUES.get(name);
  }

  static void check(String name, double actual) {
    assertThat(actual).as(name).isCloseTo(value(name), Offset.offset(1e-7));
  }

  private static Map<String, Double> read() {
    try (Reader in =
        new InputStreamReader(
            Expected.class.getResourceAsStream("expected.csv"), StandardCharsets.UTF_8)) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(in)
          .stream()
          .collect(Collectors.toMap(r -> r.get("name"), r -> Double.valueOf(r.get("value"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
