package org.neuronbench.cli.terminal;

import java.io.IOException;
import java.util.function.IntSupplier;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.utils.Signals;

/**
 * The width of the terminal's window, asked for when it is first needed and again whenever the
 * window was resized.
 */
public final class WindowWidth implements IntSupplier {

  /** Where nobody can tell. */
  public static final int USUAL = 80;

  private int columns;

  @Override
  public synchronized int getAsInt() {
    if (columns == 0) {
      Signals.register("WINCH", this::ask);
      ask();
    }
    return columns;
  }

  private synchronized void ask() {
    try (Window window = new Window()) {
      int asked = window.getSize().getColumns();
      columns = asked > 0 ? asked : USUAL;
    } catch (IOException | RuntimeException e) {
      columns = USUAL; // no controlling terminal, or no stty
    }
  }

  /** The controlling terminal, whatever the standard input is; asked through stty. */
  private static final class Window extends ExecPty {
    @SuppressWarnings("NullAway") // JLine: no system stream means that the name counts
    Window() {
      super(new ExecTerminalProvider(), null, "/dev/tty");
    }
  }
}
