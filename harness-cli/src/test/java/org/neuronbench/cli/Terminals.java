package org.neuronbench.cli;

import java.util.Map;
import java.util.function.IntSupplier;
import org.neuronbench.cli.terminal.Terminal;

/** Terminals that nobody looks at. */
public final class Terminals {

  private Terminals() {}

  public static Terminal of(int width) {
    return of(() -> width);
  }

  /** Without colour. */
  public static Terminal plain(int width) {
    return of(Map.of("TERM", "xterm", "NO_COLOR", "1"), () -> width);
  }

  public static Terminal of(IntSupplier width) {
    return of(Map.of("TERM", "xterm"), width);
  }

  public static Terminal of(Map<String, String> environment, IntSupplier width) {
    return Terminal.of(true, true, environment, width);
  }
}
