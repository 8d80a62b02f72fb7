package org.neuronbench.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neuronbench.reports.text.Escape;
import org.neuronbench.reports.text.TextStyle;
import org.neuronbench.reports.text.TextStyle.Tone;

/**
 * The last line of a terminal, which is replaced again and again; what stays is printed above it.
 * Nothing moves in a pipe and on a dumb terminal.
 */
public final class MovingLine {

  private static final String EMPTY_ROW = "\r\u001b[K";
  private static final String UP = "\u001b[A";
  private static final String INDENT = "      ";

  private final PrintWriter out;
  private final Terminal terminal;
  private int length;

  public MovingLine(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public boolean moves() {
    return terminal.able();
  }

  /** Replaces the line; the last column stays free, where some terminals would break it. */
  public synchronized void show(String text) {
    if (moves()) {
      erase();
      String cut = cut(Escape.terminal(text), Math.max(1, terminal.width() - 1));
      out.print(cut);
      out.flush();
      length = cut.length();
    }
  }

  /** Shows nothing. */
  public static MovingLine silent() {
    return new MovingLine(
        new PrintWriter(PrintWriter.nullWriter()),
        Terminal.of(false, false, Map.of(), TextStyle.PLAIN::width));
  }

  /** Prints lines that stay. */
  public synchronized void print(String text) {
    above(() -> out.println(text));
  }

  /** Prints a line that stays and has a part that stands out; broken between words if it moves. */
  public void printMarked(String before, String marked, Tone tone, String after) {
    TextStyle style = terminal.style();
    String whole = Escape.terminal(before + marked + after);
    List<String> lines = moves() ? style.wrap(whole, INDENT) : List.of(before + marked + after);
    print(
        lines.stream()
            .map(line -> line.replace(marked, style.paint(tone, marked)))
            .collect(Collectors.joining(System.lineSeparator())));
  }

  public void clear() {
    above(() -> {});
  }

  /** Empties the line, and prints something else, perhaps to another stream. */
  public synchronized void above(Runnable printing) {
    erase();
    out.flush();
    printing.run();
    out.flush();
  }

  /** A window that became narrower has broken the line into several: all of them go. */
  private void erase() {
    if (length > 0) {
      int rowsAbove = (length - 1) / Math.max(1, terminal.width());
      out.print(EMPTY_ROW + (UP + EMPTY_ROW).repeat(rowsAbove));
      length = 0;
    }
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
