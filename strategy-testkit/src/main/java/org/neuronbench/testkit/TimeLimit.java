package org.neuronbench.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Calls what may never come back. */
final class TimeLimit {

  private TimeLimit() {}

  /** Returns what the call returns, or nothing if it takes longer. */
  static <T> Optional<T> within(Duration limit, Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(call::get);
    Thread thread = new Thread(task, "conformance");
    thread.setDaemon(true);
    thread.start();
    try {
      return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      task.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a strategy was checked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the suite itself failed: " + e.getCause(), e.getCause());
    }
  }
}
