package org.neuronbench.core.plugins;

/**
 * A plug-in's code gave no answer. This is text only, made on the plug-in's thread: nothing that a
 * plug-in threw gets to the harness, as its methods are the plug-in's code too.
 */
public final class PluginFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** Refused is an {@link IllegalArgumentException}: a strategy refuses what it was given. */
  public enum Kind {
    REFUSED,
    OUT_OF_MEMORY,
    TIMEOUT,
    OTHER
  }

  private final Kind kind;
  private final String said;
  private final String trace;

  PluginFailure(Kind kind, String words, String said, String trace) {
    super(PluginText.line(words), null, false, false);
    this.kind = kind;
    this.said = PluginText.line(said);
    this.trace = PluginText.trace(trace);
  }

  PluginFailure(Kind kind, String words) {
    this(kind, words, "", "");
  }

  public Kind kind() {
    return kind;
  }

  /** Words it, to be read after the name of the jar or strategy. */
  public String words() {
    return String.valueOf(getMessage());
  }

  /** Returns the author's own words: the message of what was thrown; empty if nothing was. */
  public String said() {
    return said;
  }

  /** Returns the stack trace of what was thrown, of several lines; empty if nothing was. */
  public String trace() {
    return trace;
  }
}
