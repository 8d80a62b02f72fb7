package org.neuronbench.core.plugins;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one place that cleans text which a plug-in made, before anything keeps or shows it: what is
 * cleaned fits a table and a file, moves no cursor, and is Unicode.
 */
public final class PluginText {

  /** The longest line, in code points. */
  public static final int LINE = 1_000;

  /** The longest name that is quoted in a line. */
  static final int NAME = 100;

  /** The longest stack trace. */
  static final int TRACE = 20_000;

  private static final String CUT = "…";
  private static final int REPLACEMENT = 0xFFFD;

  /** What colours a terminal, moves its cursor or names its window, as far as it is well formed. */
  private static final Pattern TERMINAL =
      Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*+(\u0007|\u001b\\\\))");

  private PluginText() {}

  /** Makes a line of at most {@value #LINE} characters. */
  public static String line(@Nullable String text) {
    return line(text, LINE);
  }

  /** Makes a line without control characters, line ends and lone surrogates; {@code …} cuts it. */
  public static String line(@Nullable String text, int longest) {
    return clean(text, longest, "");
  }

  /** Makes what may be quoted in a line. */
  static String name(@Nullable String text) {
    return line(text, NAME);
  }

  /** Makes a text of several lines. */
  static String trace(String text) {
    return clean(text, TRACE, "\n\t");
  }

  /** Says whether a text need not be cleaned: whether {@link #line(String)} leaves it as it is. */
  public static boolean isLine(String text) {
    return line(text).equals(text);
  }

  private static String clean(@Nullable String text, int longest, String kept) {
    String given = String.valueOf(text);
    String some = given.substring(0, Math.min(given.length(), 4 * longest));
    String plain = TERMINAL.matcher(some).replaceAll("");
    StringBuilder cleaned = new StringBuilder();
    plain.codePoints().limit(longest).map(c -> cleaned(c, kept)).forEach(cleaned::appendCodePoint);
    boolean whole =
        some.length() == given.length() && plain.codePointCount(0, plain.length()) <= longest;
    return whole ? cleaned.toString() : cleaned + CUT;
  }

  private static int cleaned(int character, String kept) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          kept.indexOf(character) >= 0 ? character : ' ';
      case Character.SURROGATE -> REPLACEMENT;
      case Character.FORMAT -> turns(character) ? ' ' : character;
      default -> character;
    };
  }

  /** Embeddings, overrides and isolates make text read in another order than it is written. */
  private static boolean turns(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
