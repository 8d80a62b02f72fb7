package org.neuronbench.testkit;

/** One thing that a plug-in must keep to. */
public interface Requirement {

  /**
   * Returns the name in listings.
   *
   * @return lower-case, hyphenated
   */
  String id();

  /**
   * Returns what a conforming plug-in does.
   *
   * @return a phrase that follows "the strategy" or "the method"
   */
  String title();

  /**
   * Returns why it matters.
   *
   * @return a sentence or two
   */
  String reason();
}
