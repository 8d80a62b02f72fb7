package org.neuronbench.core.plugins;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.neuronbench.core.Text;

/**
 * Calls a plug-in's code, each time on a thread of its own whose context class loader is the
 * plug-in's: what hangs can be left, and what is left keeps no process alive. Nothing comes back
 * but the answer, or text.
 */
public final class PluginCalls {

  /** How long an interrupted call may take to end before it is left. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** No lock is held that a plug-in could get hold of. */
  private static final Map<CompletableFuture<?>, PluginThreads> WAITED_FOR =
      new ConcurrentHashMap<>();

  private final String owner;
  private final ClassLoader loader;
  private final Duration limit;
  private final PluginThreads threads;

  /** Prepares calls of an owner: a strategy's id, or a jar's name. */
  public PluginCalls(String owner, ClassLoader loader, Duration limit) {
    this.owner = owner;
    this.loader = loader;
    this.limit = limit;
    this.threads = new PluginThreads(owner, String.valueOf(loader.getName()));
  }

  public String owner() {
    return owner;
  }

  /**
   * Calls, and waits for the result. Interrupts do not end the wait, as the harness never
   * interrupts itself: they come from a plug-in. What the plug-in changed for the whole process
   * (the default locale and time zone, the standard streams) is set back.
   *
   * @throws PluginFailure if it throws anything, errors included, ends the process, or takes longer
   *     than the limit
   */
  @SuppressWarnings("CollectionUndefinedEquality") // identity is what counts
  public <T> T call(Callable<T> task) throws PluginFailure {
    CompletableFuture<T> call = new CompletableFuture<>();
    Thread thread = new Thread(threads, () -> run(task, call), "plug-in " + owner);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    Defaults defaults = Defaults.now();
    WAITED_FOR.put(call, threads);
    try {
      thread.start();
      if (endsWithin(call, limit)) {
        return answer(call);
      }
      throw new PluginFailure(
          PluginFailure.Kind.TIMEOUT,
          Text.format("took longer than %s%s", words(limit), stop(thread, call)));
    } catch (IllegalThreadStateException e) {
      throw new PluginFailure(PluginFailure.Kind.OTHER, "destroyed the group of its threads");
    } finally {
      WAITED_FOR.remove(call);
      Thread.interrupted(); // one that came when the wait was over
      defaults.restore();
    }
  }

  /** Interrupts from another thread: a channel of the plug-in may run its code in that. */
  private String stop(Thread thread, CompletableFuture<?> call) {
    Thread interrupter = new Thread(threads, thread::interrupt, "interrupter of " + owner);
    interrupter.setDaemon(true);
    interrupter.start();
    return endsWithin(call, GRACE)
        ? " and was stopped"
        : ", and ignores being interrupted: its thread is left behind and may slow down what follows";
  }

  private static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** Ends the calls that a plug-in will not answer because it ends the process. */
  static void end(PluginExit exit) {
    WAITED_FOR.forEach(
        (call, threads) -> {
          if (exit.isBy(threads)) {
            call.completeExceptionally(exit.failure());
          }
        });
  }

  /** Finds some of which a call is waited for. */
  static Optional<PluginThreads> atWork() {
    return WAITED_FOR.values().stream().findFirst();
  }

  @SuppressWarnings("IllegalCatch") // whatever it throws becomes text, on the plug-in's thread
  private static <T> void run(Callable<T> task, CompletableFuture<T> call) {
    try {
      call.complete(task.call());
    } catch (Throwable thrown) {
      call.completeExceptionally(PluginFault.failure(thrown));
    }
  }

  /** Waits on if it is interrupted. */
  private static boolean endsWithin(CompletableFuture<?> call, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!call.isDone() && System.nanoTime() - end < 0) {
      try {
        call.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        // the conditions tell
      }
    }
    return call.isDone();
  }

  private static <T> T answer(CompletableFuture<T> call) throws PluginFailure {
    try {
      return call.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof PluginFailure failure) {
        throw failure;
      }
      throw e;
    }
  }
}
