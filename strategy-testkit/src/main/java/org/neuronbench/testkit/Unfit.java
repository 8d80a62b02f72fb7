package org.neuronbench.testkit;

import java.util.Optional;

/** Ends a check before its end: it failed, or it cannot be judged. */
final class Unfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean failed;
  private final String asked;
  private final String answered;

  private Unfit(boolean failed, String asked, String answered) {
    super(asked);
    this.failed = failed;
    this.asked = asked;
    this.answered = answered;
  }

  static Unfit failed(String asked, String answered) {
    return new Unfit(true, asked, answered);
  }

  /** Fails the check if a difference was found; the hint follows its words. */
  static void failIfPresent(Optional<String> difference, String asked, String hint) {
    if (difference.isPresent()) {
      throw failed(asked, difference.get() + hint);
    }
  }

  static Unfit notJudged(String why) {
    return new Unfit(false, why, "");
  }

  /** Blames trouble on the check that runs, unless it is another's matter. */
  static Unfit of(Check running, Trouble trouble, String asked) {
    return trouble
        .owner()
        .filter(owner -> owner != running)
        .map(owner -> notJudged("another failure stands before it, see " + owner.id()))
        .orElseGet(() -> failed(asked, trouble.what()));
  }

  CheckResult result(Check check) {
    return new CheckResult(
        check,
        failed ? CheckResult.Verdict.FAILED : CheckResult.Verdict.NOT_JUDGED,
        asked,
        answered);
  }
}
