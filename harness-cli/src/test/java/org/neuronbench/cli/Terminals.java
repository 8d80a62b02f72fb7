package org.neuronbench.cli;

import java.util.Map;
import java.util.function.IntSupplier;

/** Terminals that nobody looks at. */
final class Terminals {

  private Terminals() {}

  static Terminal of(int width) {
    return of(() -> width);
  }

  /** Without colour. */
  static Terminal plain(int width) {
    return of(Map.of("TERM", "xterm", "NO_COLOR", "1"), () -> width);
  }

  static Terminal of(IntSupplier width) {
    return of(Map.of("TERM", "xterm"), width);
  }

  static Terminal of(Map<String, String> environment, IntSupplier width) {
    return Terminal.of(true, true, environment, width);
  }
}
