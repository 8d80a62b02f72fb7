package org.neuronbench.reports.compare;

import java.util.Locale;

/** What a comparison says of one entry; the worst first. */
public enum Verdict {

  /** Accuracy fell by more than chance and at least by the margin, or a cell fails now. */
  WORSE,

  /** Too few seeds, or too much spread, to say. */
  UNDECIDED,

  /** In the baseline only. */
  MISSING,

  /** In the current results only. */
  NEW,

  /** Accuracy rose by more than chance and at least by the margin. */
  BETTER,

  /** The interval of the change lies within the margin. */
  EQUIVALENT;

  /** Returns the name used in reports: such as {@code equivalent}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
