package org.neuronbench.reports.page;

/** How much a page holds: a board that would not fit is written with less. */
public enum PageDetail {
  /** What fits for most boards. */
  FULL(60_000, 200_000, true, Integer.MAX_VALUE, ""),
  /** Some thousand results. */
  REDUCED(
      30_000,
      60_000,
      false,
      Integer.MAX_VALUE,
      "Learning curves skip more epochs than usual; so do the shares of layers, or they are only"
          + " means over the epochs; the cost ledger needs JavaScript, without it only its totals are"
          + " shown."),
  /** Some thousand results whose names are long too. */
  LEAST(
      12_000,
      0,
      false,
      400,
      "Learning curves skip more epochs than usual; shares of layers are means over the epochs; the"
          + " cost ledger needs JavaScript, without it only its totals are shown, and the rankings"
          + " only their first rows.");

  /** The page stays below 3 MB, whatever a megabyte is. */
  static final int MOST_BYTES = 2_950_000;

  private static final int FEWEST_ROWS = 3;

  private final int curveNumbers;
  private final int layerShares;
  private final boolean plainLedger;
  private final int plainRows;
  private final String leftOut;

  PageDetail(
      int curveNumbers, int layerShares, boolean plainLedger, int plainRows, String leftOut) {
    this.curveNumbers = curveNumbers;
    this.layerShares = layerShares;
    this.plainLedger = plainLedger;
    this.plainRows = plainRows;
    this.leftOut = leftOut;
  }

  /** The most numbers of learning curves. */
  int curveNumbers() {
    return curveNumbers;
  }

  /** The most shares of layers epoch by epoch; 0 for none. */
  int layerShares() {
    return layerShares;
  }

  /** Whether the cost ledger has rows that need no script. */
  boolean plainLedger() {
    return plainLedger;
  }

  /** The most rows of each ranking. */
  int plainRowsOf(int groups) {
    return Math.max(FEWEST_ROWS, plainRows / groups);
  }

  /** Says what is missing and where it is; empty if nothing is. */
  String leftOut() {
    return leftOut.isEmpty()
        ? ""
        : "This board is large, so the page leaves something out to stay below 3 MB. "
            + leftOut
            + " Every number is in leaderboard.csv, cells.csv and epochs.csv.";
  }
}
