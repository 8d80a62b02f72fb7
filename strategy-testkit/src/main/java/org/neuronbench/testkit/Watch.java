package org.neuronbench.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Knows which calls into a strategy go on, so that one that does not come back is named. */
final class Watch {

  private final Duration limit;
  private final LongSupplier clock;
  private final Map<Object, Call> going = new ConcurrentHashMap<>();
  private volatile boolean givenUp;

  private record Call(String name, long began) {}

  Watch(Duration limit, LongSupplier clock) {
    this.limit = limit;
    this.clock = clock;
  }

  Duration limit() {
    return limit;
  }

  /** Returns nanoseconds. */
  long now() {
    return clock.getAsLong();
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
  Optional<String> overdue() {
    long now = clock.getAsLong();
    return going.values().stream()
        .filter(call -> now - call.began() > limit.toNanos())
        .map(Call::name)
        .findFirst();
  }

  /** Keeps what was left behind from calling the strategy once more. */
  void giveUp() {
    givenUp = true;
  }
}
