package org.neuronbench.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Does what may never end, and knows the calls into the strategy: one that hangs is named. */
final class Watch {

  private static final long LOOK_MILLIS = 50;

  private final Duration limit;
  private final LongSupplier clock;
  private final Map<Object, Call> going = new ConcurrentHashMap<>();
  private volatile boolean givenUp;

  private record Call(String name, long began) {}

  Watch(Duration limit, LongSupplier clock) {
    this.limit = limit;
    this.clock = clock;
  }

  <T> T during(String name, Supplier<T> call) {
    if (givenUp) {
      throw new IllegalStateException("this check was given up");
    }
    Object key = new Object();
    going.put(key, new Call(name, clock.getAsLong()));
    try {
      return call.get();
    } finally {
      going.remove(key);
    }
  }

  /** Names a call that takes longer than the limit. */
  private Optional<String> overdue() {
    long now = clock.getAsLong();
    return going.values().stream()
        .filter(call -> now - call.began() > limit.toNanos())
        .map(Call::name)
        .findFirst();
  }

  /** Returns what the work returns, or what is made of the words that say why it was given up. */
  <T> T within(Duration whole, Supplier<T> work, Function<String, T> instead) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "conformance");
    thread.setDaemon(true);
    thread.start();
    try {
      return await(task, whole, instead);
    } catch (InterruptedException e) {
      stop(task);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a strategy was checked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the suite itself failed: " + e.getCause(), e.getCause());
    }
  }

  private <T> T await(FutureTask<T> task, Duration whole, Function<String, T> instead)
      throws InterruptedException, ExecutionException {
    long began = clock.getAsLong();
    while (true) {
      try {
        return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        Optional<String> why = why(whole, clock.getAsLong() - began);
        if (why.isPresent()) {
          stop(task);
          return instead.apply(why.get());
        }
      }
    }
  }

  private Optional<String> why(Duration whole, long nanos) {
    return overdue()
        .map(call -> Words.of("%s did not come back within %s", call, words(limit)))
        .or(
            () ->
                nanos > whole.toNanos()
                    ? Optional.of("the check was not done within " + words(whole))
                    : Optional.empty());
  }

  /** Keeps what was left behind from calling the strategy once more. */
  private void stop(FutureTask<?> task) {
    givenUp = true;
    task.cancel(true);
  }

  static String words(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
