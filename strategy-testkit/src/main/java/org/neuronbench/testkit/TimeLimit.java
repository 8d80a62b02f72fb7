package org.neuronbench.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does what may never end: the whole has a limit, and each call into the strategy its own. */
record TimeLimit(Duration whole, Watch watch) {

  private static final long LOOK_MILLIS = 50;

  /** Returns what the work returns, or what is made of the words that say why it was given up. */
  <T> T within(Supplier<T> work, Function<String, T> givenUp) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "conformance");
    thread.setDaemon(true);
    thread.start();
    try {
      return await(task, givenUp);
    } catch (InterruptedException e) {
      stop(task);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a strategy was checked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the suite itself failed: " + e.getCause(), e.getCause());
    }
  }

  private <T> T await(FutureTask<T> task, Function<String, T> givenUp)
      throws InterruptedException, ExecutionException {
    long began = watch.now();
    while (true) {
      try {
        return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        Optional<String> why = why(watch.now() - began);
        if (why.isPresent()) {
          stop(task);
          return givenUp.apply(why.get());
        }
      }
    }
  }

  private Optional<String> why(long nanos) {
    return watch
        .overdue()
        .map(call -> Words.of("%s did not come back within %s", call, words(watch.limit())))
        .or(
            () ->
                nanos > whole.toNanos()
                    ? Optional.of("the check was not done within " + words(whole))
                    : Optional.empty());
  }

  private void stop(FutureTask<?> task) {
    watch.giveUp();
    task.cancel(true);
  }

  static String words(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
