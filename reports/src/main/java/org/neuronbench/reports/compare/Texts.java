package org.neuronbench.reports.compare;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Numbers and lists as all the reports of a comparison write them. */
final class Texts {

  static final String NOT_AVAILABLE = "n/a";

  // Below this, one decimal would show a change as none.
  private static final double SMALL = 0.1;
  private static final double SMALLEST_P = 0.001;

  private Texts() {}

  static String changes(Map<String, String> changes) {
    return changes.entrySet().stream()
        .map(change -> change.getKey() + " " + change.getValue())
        .collect(Collectors.joining(", "));
  }

  static String seeds(Collection<Long> seeds) {
    return (seeds.size() == 1 ? "seed " : "seeds ")
        + seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  static String signed(double value, int decimals) {
    return String.format(Locale.ROOT, "%+." + decimals + "f", value);
  }

  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String p(double value) {
    return value < SMALLEST_P ? "<0.001" : fixed(value, 3);
  }

  static String percent(OptionalDouble change) {
    if (change.isEmpty()) {
      return NOT_AVAILABLE;
    }
    double value = change.getAsDouble();
    return signed(value, value != 0 && Math.abs(value) < SMALL ? 2 : 1);
  }

  static String counted(long count, String singular, String plural) {
    return count + " " + (count == 1 ? singular : plural);
  }

  /** Margins are written as given: 1, 0.5. */
  static String plain(double value) {
    return value == Math.rint(value) ? fixed(value, 0) : String.valueOf(value);
  }
}
