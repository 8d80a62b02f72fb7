package org.neuronbench.reports.text;

import java.util.Set;

/** Makes any text safe inside HTML elements, quoted attributes and a terminal. */
public final class Escape {

  private static final char REPLACEMENT = '\uFFFD';

  // Control characters, lone surrogates, and those that turn the direction of text.
  private static final Set<Integer> INVISIBLE =
      Set.of((int) Character.CONTROL, (int) Character.SURROGATE, (int) Character.FORMAT);

  private Escape() {}

  /** Escapes for element content and for attribute values in either kind of quote. */
  public static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> appendHtml(out, point));
    return out.toString();
  }

  /** Replaces what would move the cursor, colour the terminal or break the line. */
  public static String terminal(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> printable(point) && !Character.isWhitespace(point) ? point : blank(point))
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static void appendHtml(StringBuilder out, int point) {
    switch (point) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(printable(point) ? point : REPLACEMENT);
    }
  }

  private static boolean printable(int point) {
    boolean lineOrTab = point == '\n' || point == '\r' || point == '\t';
    return lineOrTab || !INVISIBLE.contains(Character.getType(point));
  }

  private static int blank(int point) {
    return Character.isWhitespace(point) ? ' ' : REPLACEMENT;
  }
}
