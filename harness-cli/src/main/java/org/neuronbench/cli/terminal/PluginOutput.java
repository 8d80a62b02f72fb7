package org.neuronbench.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.plugins.PluginThreads;

/**
 * Catches what strategies print to the standard streams while a command runs, and shows it on the
 * error stream, each line with the strategy's id in front: it breaks no progress line and gets into
 * no table. What the harness and its libraries print is passed on to the error stream as it is.
 */
public final class PluginOutput {

  private final PrintStream standardOut = System.out;
  private final PrintStream standardErr = System.err;
  private final Map<String, PrintedLines> lines = new HashMap<>();
  private final MovingLine line;
  private final PrintWriter err;

  private PluginOutput(MovingLine line, PrintWriter err) {
    this.line = line;
    this.err = err;
  }

  /** Begins to catch. */
  public static PluginOutput capture(MovingLine line, PrintWriter err) {
    PluginOutput output = new PluginOutput(line, err);
    PrintStream stream = new PrintStream(output.new Caught(), true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    return output;
  }

  /** Ends catching, and shows what was held back. */
  public void release() {
    System.setOut(standardOut);
    System.setErr(standardErr);
    synchronized (lines) {
      lines.values().forEach(PrintedLines::finish);
    }
  }

  private void show(String printed) {
    line.above(() -> err.println(printed));
  }

  private final class Caught extends OutputStream {

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Optional<String> owner = PluginThreads.currentOwner();
      if (owner.isEmpty()) {
        standardErr.write(bytes, offset, length);
        standardErr.flush();
        return;
      }
      synchronized (lines) {
        lines
            .computeIfAbsent(
                owner.get(), id -> new PrintedLines(id, System::nanoTime, PluginOutput.this::show))
            .add(bytes, offset, length);
      }
    }
  }
}
