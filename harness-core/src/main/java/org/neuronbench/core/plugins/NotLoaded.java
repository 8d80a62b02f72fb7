package org.neuronbench.core.plugins;

/** A plug-in, or one of its strategies, cannot be used; the message says why. */
public final class NotLoaded extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason why, to be read after the plug-in's name; it is cleaned of what a plug-in may
   *     have brought in
   */
  public NotLoaded(String reason) {
    super(PluginText.line(reason));
  }

  /** Returns why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
