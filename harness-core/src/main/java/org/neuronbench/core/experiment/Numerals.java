package org.neuronbench.core.experiment;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Reads numbers in decimal digits only. Java reads more: the digits of other scripts, {@code
 * 0x1p3}, {@code 1d}.
 */
final class Numerals {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

  private Numerals() {}

  /** Reads a whole number. */
  static long whole(String text) {
    return Long.parseLong(matching(WHOLE, text));
  }

  /** Reads any number. */
  static double decimal(String text) {
    return Double.parseDouble(matching(DECIMAL, text));
  }

  /** Writes a number without zeros that say nothing. */
  static String plain(double number) {
    return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
  }

  private static String matching(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return text;
  }
}
