package org.neuronbench.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.neuronbench.reports.text.TextStyle;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command prints to: how wide it is at the moment, whether a line may move, and whether to
 * colour. The launcher says which of the standard streams are terminals.
 */
public final class Terminal {

  private final boolean able;
  private final boolean coloured;
  private final boolean errorsColoured;
  private final IntSupplier columns;
  private @Nullable MovingLine line;

  private Terminal(boolean able, boolean coloured, boolean errorsColoured, IntSupplier columns) {
    this.able = able;
    this.coloured = coloured;
    this.errorsColoured = errorsColoured;
    this.columns = columns;
  }

  /** The terminal of this process, or what stands for one in a pipe. */
  public static Terminal system() {
    boolean present = Boolean.getBoolean("neuronbench.terminal");
    boolean errors = Boolean.getBoolean("neuronbench.terminal.err");
    return of(
        present, errors, System.getenv(), present ? new WindowWidth() : TextStyle.PLAIN::width);
  }

  /** A dumb terminal gets plain lines; {@code NO_COLOR} is heeded (no-color.org). */
  public static Terminal of(
      boolean present, boolean errors, Map<String, String> environment, IntSupplier columns) {
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colour = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(present && !dumb, present && colour, errors && colour, columns);
  }

  /** The root of the commands, which knows where it prints. */
  public interface Owner {

    /** Returns the terminal that it was started on. */
    Terminal terminal();
  }

  /** The terminal that a command was started on. */
  public static Terminal of(CommandSpec spec) {
    return ((Owner) spec.root().userObject()).terminal();
  }

  /** Whether a line may move. */
  public boolean able() {
    return able;
  }

  /** Whether to colour what may go to either stream. */
  public boolean coloured() {
    return coloured && errorsColoured;
  }

  public int width() {
    return columns.getAsInt();
  }

  public TextStyle style() {
    return new TextStyle(width(), coloured);
  }

  /** Prints a line, on a terminal broken between words. */
  public void print(PrintWriter out, String line, String indent) {
    (able ? style().wrap(line, indent) : List.of(line)).forEach(out::println);
  }

  public TextStyle errorStyle() {
    return new TextStyle(width(), errorsColoured);
  }

  /** The line that moves on the standard output; there is only one. */
  public synchronized MovingLine line(PrintWriter out) {
    if (line == null) {
      line = new MovingLine(out, this);
    }
    return line;
  }
}
