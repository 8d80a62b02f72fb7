package org.neuronbench.testkit;

import java.util.Locale;

/** Texts that are the same on every machine, whatever a strategy makes of its default locale. */
final class Words {

  private Words() {}

  @SuppressWarnings("AnnotateFormatMethod") // this module needs nothing but the SPI
  static String of(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
