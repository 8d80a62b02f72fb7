package org.neuronbench.cli.workbench;

/** How commands end. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** A run or check failed. */
  public static final int FAILED = 1;

  /** Wrong use; the message says what is allowed. */
  public static final int WRONG_USE = 2;

  private ExitCode() {}
}
