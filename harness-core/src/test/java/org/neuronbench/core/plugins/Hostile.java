package org.neuronbench.core.plugins;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/** Exceptions whose methods are not what they should be. */
final class Hostile {

  private Hostile() {}

  /** Throws when it is asked what it says. */
  static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no comment");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }

  /** Never says what it has to say. */
  static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      while (true) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Tells which threads asked it. */
  static final class Listening extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static volatile String askedBy = "";

    static String askedBy() {
      return askedBy;
    }

    @Override
    public String toString() {
      askedBy += Thread.currentThread().getName() + ";";
      return "listening";
    }
  }

  /** Is its own cause's cause. */
  static RuntimeException circle() {
    RuntimeException first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));
    return first;
  }

  /** The same of exceptions that only wrap another. */
  static ExecutionException circleOfWrappers() {
    ExecutionException first = new Wrapper("outer");
    Throwable second = new Wrapper("inner");
    first.initCause(second);
    second.initCause(first);
    return first;
  }

  private static final class Wrapper extends ExecutionException {
    private static final long serialVersionUID = 1L;

    Wrapper(String message) {
      super(message);
    }
  }
}
