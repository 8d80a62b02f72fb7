package org.neuronbench.core.plugins;

import java.io.PrintStream;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What a plug-in could change for the whole process, as it was before a call.
 *
 * @param language of messages
 * @param display of names
 * @param format of numbers
 * @param out standard output
 * @param err standard error
 */
record Defaults(Locale language, Locale display, Locale format, PrintStream out, PrintStream err) {

  /** Asked for once: later it might be a time zone of a plug-in, which is the plug-in's code. */
  private static final TimeZone ZONE = TimeZone.getDefault();

  static Defaults now() {
    return new Defaults(
        Locale.getDefault(),
        Locale.getDefault(Locale.Category.DISPLAY),
        Locale.getDefault(Locale.Category.FORMAT),
        System.out,
        System.err);
  }

  /** Sets back what is not as it was; identities count, as methods may be a plug-in's. */
  @SuppressWarnings("ReferenceEquality")
  void restore() {
    TimeZone.setDefault(ZONE);
    Defaults now = now();
    if (!language.equals(now.language)
        || !display.equals(now.display)
        || !format.equals(now.format)) {
      Locale.setDefault(language);
      Locale.setDefault(Locale.Category.DISPLAY, display);
      Locale.setDefault(Locale.Category.FORMAT, format);
    }
    if (out != now.out) {
      System.setOut(out);
    }
    if (err != now.err) {
      System.setErr(err);
    }
  }
}
