package org.neuronbench.core.plugins;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a plug-in's code, each time on a thread of its own whose context class loader is the
 * plug-in's: what hangs can be left, and what is left keeps no process alive.
 */
public final class PluginCalls {

  /** How long an interrupted call may take to end before it is left. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final String owner;
  private final ClassLoader loader;
  private final Duration limit;
  private final PluginThreads threads;

  /**
   * Prepares calls into one strategy.
   *
   * @param owner whose code it is: a strategy's id, or a jar's name
   * @param loader the plug-in's
   * @param limit of one call
   */
  public PluginCalls(String owner, ClassLoader loader, Duration limit) {
    this.owner = owner;
    this.loader = loader;
    this.limit = limit;
    this.threads = new PluginThreads(owner);
  }

  /**
   * Returns whose code is called.
   *
   * @return a strategy's id, or a jar's name
   */
  public String owner() {
    return owner;
  }

  /**
   * Calls, and waits for the result.
   *
   * @param <T> of the result
   * @param task calls the plug-in
   * @return what it returns
   * @throws ExecutionException if it throws anything, errors included
   * @throws TimeoutException if the limit passes; the message, to be read after the strategy's
   *     name, says so and what became of the thread
   */
  public <T> T call(Callable<T> task) throws ExecutionException, TimeoutException {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(threads, future, "strategy " + owner);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
    try {
      return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException("took longer than %s%s".formatted(words(limit), stop(thread)));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while strategy " + owner + " was at work", e);
    }
  }

  private static String stop(Thread thread) {
    thread.interrupt();
    try {
      thread.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return thread.isAlive()
        ? ", and ignores being interrupted: its thread is left behind and may slow down what follows"
        : " and was stopped";
  }

  private static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
