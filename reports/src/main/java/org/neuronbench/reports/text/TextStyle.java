package org.neuronbench.reports.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How text for people is laid out.
 *
 * @param width columns that a line may take, at least {@link #NARROWEST}
 * @param coloured whether to colour
 */
public record TextStyle(int width, boolean coloured) {

  /** Lines are laid out for this width where there is less. */
  public static final int NARROWEST = 20;

  /** Text that no terminal shows. */
  public static final TextStyle PLAIN = new TextStyle(100, false);

  private static final String RESET = "\u001b[0m";

  /** What a text stands out as. */
  public enum Tone {
    /** As everything else. */
    USUAL(""),
    /** What went well, or is best. */
    GOOD("\u001b[32m"),
    /** What went wrong. */
    BAD("\u001b[31m"),
    /** What deserves a look. */
    WARNING("\u001b[33m"),
    /** What matters less. */
    FAINT("\u001b[2m"),
    /** A heading. */
    STRONG("\u001b[1m");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /** Makes the width usable. */
  public TextStyle {
    width = Math.max(NARROWEST, width);
  }

  /**
   * Colours a text.
   *
   * @return the text, unchanged if there is no colour
   */
  public String paint(Tone tone, String text) {
    return coloured && tone != Tone.USUAL && !text.isEmpty() ? tone.code + text + RESET : text;
  }

  /** Breaks a text between words; a word longer than a line is broken too. */
  public List<String> wrap(String text, String indent) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    String before = "";
    while (before.length() + rest.length() > width) {
      int room = width - before.length();
      int space = rest.lastIndexOf(' ', room);
      int end = rest.substring(0, Math.max(0, space)).isBlank() ? room : space;
      lines.add((before + rest.substring(0, end)).stripTrailing());
      rest = rest.substring(end).strip();
      before = indent.length() < width / 2 ? indent : "";
    }
    lines.add(before + rest);
    return lines;
  }

  /** Shortens a text to the width. */
  public String cut(String text) {
    return cut(text, width);
  }

  static String cut(String text, int width) {
    String safe = Escape.terminal(text);
    return safe.length() <= width ? safe : safe.substring(0, Math.max(0, width - 3)) + "...";
  }
}
