package org.neuronbench.core.results;

/** Keeps a spreadsheet that opens a CSV file from running its texts as formulas. */
public final class SpreadsheetText {

  // With the full-width forms, which some spreadsheets take for the plain ones.
  private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
  private static final String CONTROL_STARTS = "\t\r\n";

  private SpreadsheetText() {}

  /**
   * Puts an apostrophe in front of a text that a spreadsheet could take for a formula: one that
   * starts with {@code =}, {@code +}, {@code -} or {@code @}, with blanks before or not, or with a
   * tab or line end.
   *
   * @return the same text, or with an apostrophe in front
   */
  public static String guard(String text) {
    return startsWith(text, CONTROL_STARTS) || startsWith(text.strip(), FORMULA_STARTS)
        ? "'" + text
        : text;
  }

  private static boolean startsWith(String text, String starts) {
    return !text.isEmpty() && starts.indexOf(text.charAt(0)) >= 0;
  }
}
