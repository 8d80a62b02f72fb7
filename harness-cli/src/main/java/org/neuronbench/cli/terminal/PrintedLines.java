package org.neuronbench.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginText;

/** What one strategy prints, cut into lines, of which only so many a second are shown. */
public final class PrintedLines {

  public static final int LINES_A_SECOND = 20;
  public static final int LONGEST = 500;
  private static final long SECOND = 1_000_000_000;

  private final String owner;
  private final LongSupplier nanos;
  private final Consumer<String> shown;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long second;
  private int inSecond;
  private long held;

  public PrintedLines(String owner, LongSupplier nanos, Consumer<String> shown) {
    this.owner = owner;
    this.nanos = nanos;
    this.shown = shown;
    this.second = nanos.getAsLong();
  }

  public void add(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        end();
      } else if (line.size() < 4 * LONGEST) {
        line.write(bytes[i]);
      }
    }
  }

  /** Shows what is left: a line without an end, and how many lines were held back. */
  public void finish() {
    if (line.size() > 0) {
      end();
    }
    tellHeld();
  }

  private void end() {
    String text = PluginText.line(line.toString(StandardCharsets.UTF_8), LONGEST).stripTrailing();
    line.reset();
    if (nanos.getAsLong() - second >= SECOND) {
      second = nanos.getAsLong();
      inSecond = 0;
      tellHeld();
    }
    if (inSecond < LINES_A_SECOND) {
      inSecond++;
      show(text);
    } else {
      held++;
    }
  }

  private void tellHeld() {
    if (held > 0) {
      show(Text.format("(lines not shown: %d)", held));
      held = 0;
    }
  }

  private void show(String text) {
    shown.accept(Text.format("[%s] %s", owner, text));
  }
}
