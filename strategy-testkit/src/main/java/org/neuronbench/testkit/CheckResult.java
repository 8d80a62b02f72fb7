package org.neuronbench.testkit;

/**
 * What a check found.
 *
 * @param check the check
 * @param verdict whether it passed
 * @param asked what was asked of the strategy; of a check that was not judged or run, why not
 * @param answered what came back; empty unless the check failed
 */
public record CheckResult(Check check, Verdict verdict, String asked, String answered) {

  /** How a check ended. */
  public enum Verdict {

    /** The strategy conforms. */
    PASSED,

    /** The strategy does not conform. */
    FAILED,

    /** The check does not apply to the strategy, or another failure stands before it. */
    NOT_JUDGED,

    /** There was no time for the check, or the strategy hangs in every run. */
    NOT_RUN
  }

  static CheckResult passed(Check check, String asked) {
    return new CheckResult(check, Verdict.PASSED, asked, "");
  }

  /**
   * Says in full what was found.
   *
   * @return of a failure three lines: what was asked, what came back, why it matters
   */
  public String message() {
    return switch (verdict) {
      case PASSED -> "passed: " + asked;
      case NOT_JUDGED -> "not judged: " + asked;
      case NOT_RUN -> "not run: " + asked;
      case FAILED ->
          Words.of(
              "The strategy must be one that %s.%n  asked:     %s%n  came back: %s%n  matters:   %s",
              check.title(), asked, answered, check.reason());
    };
  }
}
