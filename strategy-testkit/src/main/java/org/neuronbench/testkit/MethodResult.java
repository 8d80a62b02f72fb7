package org.neuronbench.testkit;

/**
 * What a check of a method found.
 *
 * @param check the check
 * @param verdict whether it passed
 * @param found of a failure, what came back; of a check not judged, why not; else empty
 */
public record MethodResult(MethodCheck check, CheckResult.Verdict verdict, String found) {

  /**
   * Says in full what was found.
   *
   * @return of a failure three lines: what must be, what came back, why it matters
   */
  public String message() {
    return switch (verdict) {
      case PASSED -> "passed";
      case FAILED ->
          Words.of(
              "The method must be one that %s.%n  came back: %s%n  matters:   %s",
              check.title(), found, check.reason());
      default -> "not judged: " + found;
    };
  }
}
