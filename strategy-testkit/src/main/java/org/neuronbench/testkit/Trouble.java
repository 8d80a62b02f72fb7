package org.neuronbench.testkit;

import java.util.Arrays;
import java.util.Optional;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Parameters;

/** What went wrong in a rehearsal; without an owner it is the matter of whichever check runs. */
record Trouble(Optional<Check> owner, String what) {

  private static final String IMMUTABLE_COLLECTIONS =
      "java\\.util\\.(ImmutableCollections|Collections\\$(Unmodifiable|Empty)).*";

  static Trouble of(Check owner, String what) {
    return new Trouble(Optional.of(owner), what);
  }

  static Trouble of(String what) {
    return new Trouble(Optional.empty(), what);
  }

  /** Describes what a call threw. */
  static Trouble thrown(String call, Throwable e) {
    String what = Words.of("%s threw %s%s", call, e, place(e));
    return new Trouble(owner(e), what);
  }

  private static Optional<Check> owner(Throwable e) {
    if (e instanceof IllegalArgumentException && thrower(e).equals(Parameters.class.getName())) {
      return Optional.of(Check.PARAMETERS);
    }
    boolean changes =
        e instanceof UnsupportedOperationException && thrower(e).matches(IMMUTABLE_COLLECTIONS);
    return changes || e instanceof ExpiredEpoch ? Optional.of(Check.INPUTS) : Optional.empty();
  }

  /** Says whether an exception comes from {@link Observations#values}. */
  static boolean ofMissingSignal(Throwable e) {
    return e instanceof IllegalStateException && thrower(e).equals(Observations.class.getName());
  }

  private static String thrower(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return trace.length == 0 ? "" : trace[0].getClassName();
  }

  /** Names the first frame that is neither Java's nor the harness's: the author's own line. */
  private static String place(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .filter(frame -> !frame.getClassName().matches("(java|jdk|org\\.neuronbench\\.spi)\\..*"))
        .findFirst()
        .map(frame -> ", at " + frame)
        .orElse("");
  }

  /** An answer that is none, or not the same twice. */
  static final class Unsettled extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Trouble trouble;

    Unsettled(Trouble trouble) {
      super(trouble.what());
      this.trouble = trouble;
    }

    Trouble trouble() {
      return trouble;
    }
  }

  /** An epoch was asked something after its selection. */
  static final class ExpiredEpoch extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ExpiredEpoch(int index) {
      super("epoch " + index + " is over; an Epoch is valid during one call of select");
    }
  }
}
