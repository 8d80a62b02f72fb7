package org.neuronbench.core.plugins;

import java.io.PrintStream;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What a plug-in could change for the whole process: the streams as they were before a call, and
 * locale and time zone as they were before any.
 *
 * @param out standard output
 * @param err standard error
 */
record Defaults(PrintStream out, PrintStream err) {

  /** Asked for once: later it might be a plug-in's, set by a thread that it left behind. */
  private static final TimeZone ZONE = TimeZone.getDefault();

  private static final Locale LANGUAGE = Locale.getDefault();
  private static final Locale DISPLAY = Locale.getDefault(Locale.Category.DISPLAY);
  private static final Locale FORMAT = Locale.getDefault(Locale.Category.FORMAT);

  static Defaults now() {
    return new Defaults(System.out, System.err);
  }

  /** Sets back what is not as it was; identities count, as methods may be a plug-in's. */
  @SuppressWarnings("ReferenceEquality")
  void restore() {
    TimeZone.setDefault(ZONE);
    if (!LANGUAGE.equals(Locale.getDefault())
        || !DISPLAY.equals(Locale.getDefault(Locale.Category.DISPLAY))
        || !FORMAT.equals(Locale.getDefault(Locale.Category.FORMAT))) {
      Locale.setDefault(LANGUAGE);
      Locale.setDefault(Locale.Category.DISPLAY, DISPLAY);
      Locale.setDefault(Locale.Category.FORMAT, FORMAT);
    }
    if (out != System.out) {
      System.setOut(out);
    }
    if (err != System.err) {
      System.setErr(err);
    }
  }
}
