package org.neuronbench.core.experiment;

import org.neuronbench.core.Text;

/** Texts of a file as messages show them: one line, no control characters, not too long. */
final class Shown {

  private static final int MOST_CHARACTERS = 160;

  private Shown() {}

  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(MOST_CHARACTERS).forEach(c -> append(shown, c));
    return text.codePointCount(0, text.length()) > MOST_CHARACTERS
        ? shown.append("...").toString()
        : shown.toString();
  }

  private static void append(StringBuilder shown, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append(code(character));
      default -> shown.appendCodePoint(character);
    }
  }

  /** Names a character, such as {@code U+0000}. */
  static String code(int character) {
    return Text.format("U+%04X", character);
  }
}
