package org.neuronbench.core;

/**
 * Something the user gave cannot be used. The message is complete: what, which value, what is
 * allowed, what to do.
 */
public class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message complete for the user; no stack trace is shown with it
   */
  public InputException(String message) {
    super(message);
  }

  /** Creates the exception with what caused it. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
