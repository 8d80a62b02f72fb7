package org.neuronbench.reports.leaderboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Unit;
import org.neuronbench.reports.statistics.Estimate;

/** Formats numbers for people, the same in every country. */
public final class Numbers {

  private static final double BYTES_PER_MEBIBYTE = 1024.0 * 1024.0;
  private static final String MEBIBYTES = "MiB";
  private static final List<String> SIZES = List.of("B", "KiB", MEBIBYTES, "GiB");

  private Numbers() {}

  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A share in [0, 1] as percent with two decimals and no sign. */
  public static String accuracy(double share) {
    return fixed(100 * share, 2);
  }

  public static String accuracy(Estimate top1) {
    String mean = accuracy(top1.mean());
    return top1.standardDeviation().isPresent()
        ? mean + " ± " + accuracy(top1.standardDeviation().getAsDouble())
        : mean;
  }

  public static String grouped(long value) {
    return Text.format("%,d", value);
  }

  public static String rounded(double value) {
    return grouped(Math.round(value));
  }

  public static String seconds(double seconds) {
    if (seconds >= 100) {
      return rounded(seconds);
    }
    return seconds == 0 ? "0" : fixed(seconds, seconds >= 1 ? 1 : 3);
  }

  public static String mebibytes(long bytes) {
    return fixed(bytes / BYTES_PER_MEBIBYTE, 1);
  }

  /** Bytes in the unit that they fill, such as {@code 1.5 KiB}. */
  public static String size(long bytes) {
    int power = (63 - Long.numberOfLeadingZeros(Math.max(1, bytes))) / 10;
    int unit = Math.min(power, SIZES.size() - 1);
    return unit == 0
        ? bytes + " B"
        : fixed((double) bytes / (1L << (10 * unit)), 1) + " " + SIZES.get(unit);
  }

  /** A value with the digits that its unit deserves; bytes with a unit unless the title has it. */
  public static String shown(Metric metric, double value) {
    return metric.unit() == Unit.BYTES && !metric.title().endsWith(MEBIBYTES)
        ? size(Math.round(value))
        : shown(metric.unit(), value);
  }

  private static String shown(Unit unit, double value) {
    return switch (unit) {
      case SHARE -> accuracy(value);
      case PERCENT -> fixed(value, 1);
      case SECONDS -> seconds(value);
      case BYTES -> mebibytes(Math.round(value));
      case PARAMETERS, MACS, NEURONS -> rounded(value);
      case NATS, RATE -> Text.format("%.4g", value);
    };
  }

  public static String failures(Map<CellStatus, Long> failures) {
    return failures.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().id())
        .collect(Collectors.joining(", "));
  }

  public static String counted(long count, String singular) {
    return grouped(count) + " " + singular + (count == 1 ? "" : "s");
  }
}
