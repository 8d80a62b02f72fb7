package org.neuronbench.core.experiment;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an experiment grants at most. Limits are no part of a cell's identity: they change no
 * number, only whether there is one.
 *
 * @param selection time of each call into a strategy: its start, and every selection
 */
public record Limits(Duration selection) {

  /** What a time may be, for messages. */
  public static final String TIME = "a time from 1ms to 24h such as 500ms, 60s or 2m";

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

  /** What holds where the experiment says nothing. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60));

  /** Checks that the limit is positive. */
  public Limits {
    if (selection.isNegative() || selection.isZero() || selection.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("selection must be " + TIME + ", not " + selection);
    }
  }

  /**
   * Reads a time.
   *
   * @param text such as {@code 90s}; see {@link #TIME}
   * @throws IllegalArgumentException if it is none, or not within its bounds
   */
  public static Duration time(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long count = Long.parseLong(matcher.group(1));
    return new Limits(
            switch (matcher.group(2)) {
              case "ms" -> Duration.ofMillis(count);
              case "s" -> Duration.ofSeconds(count);
              case "m" -> Duration.ofMinutes(count);
              default -> Duration.ofHours(count);
            })
        .selection();
  }
}
