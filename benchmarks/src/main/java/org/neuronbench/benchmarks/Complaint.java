package org.neuronbench.benchmarks;

import java.util.Optional;

/** The one line of what a failed program wrote that says what was wrong. */
final class Complaint {

  private Complaint() {}

  /**
   * Returns the last line that is not indented: Python's and Java's traces name the cause there.
   */
  static Optional<String> in(String errors) {
    return errors
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce((first, second) -> second)
        .map(String::strip);
  }
}
