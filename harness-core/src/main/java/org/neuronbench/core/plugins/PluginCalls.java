package org.neuronbench.core.plugins;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;

/**
 * Calls a plug-in's code, each time on a thread of its own whose context class loader is the
 * plug-in's: what hangs can be left, and what is left keeps no process alive. Nothing comes back
 * but the answer, or text.
 */
public final class PluginCalls {

  /** How long an interrupted call may take to end before it is left. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Set<Call<?>> WAITED_FOR = ConcurrentHashMap.newKeySet();

  private final String owner;
  private final ClassLoader loader;
  private final Duration limit;
  private final PluginThreads threads;

  /**
   * Prepares calls into one strategy.
   *
   * @param owner whose code it is: a strategy's id, or a jar's name
   */
  public PluginCalls(String owner, ClassLoader loader, Duration limit) {
    this.owner = owner;
    this.loader = loader;
    this.limit = limit;
    this.threads = new PluginThreads(owner, String.valueOf(loader.getName()));
  }

  /** Returns whose code is called: a strategy's id, or a jar's name. */
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
  public <T> T call(Callable<T> task) throws PluginFailure {
    Call<T> call = new Call<>(task, threads);
    Thread thread = new Thread(threads, call, "strategy " + owner);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    Defaults defaults = Defaults.now();
    WAITED_FOR.add(call);
    try {
      thread.start();
      if (call.endsWithin(limit)) {
        return call.answer();
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
  private String stop(Thread thread, Call<?> call) {
    Thread interrupter = new Thread(threads, thread::interrupt, "interrupter of " + owner);
    interrupter.setDaemon(true);
    interrupter.start();
    return call.endsWithin(GRACE)
        ? " and was stopped"
        : ", and ignores being interrupted: its thread is left behind and may slow down what follows";
  }

  private static String words(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }

  /** Ends the calls that a plug-in will not answer because it ends the process. */
  static void end(PluginExit exit) {
    WAITED_FOR.stream()
        .filter(call -> exit.isBy(call.threads))
        .forEach(call -> call.end(new Answer<>(null, exit.failure())));
  }

  /** Returns those whose calls are waited for. */
  static Set<PluginThreads> atWork() {
    Set<PluginThreads> atWork = ConcurrentHashMap.newKeySet();
    WAITED_FOR.forEach(call -> atWork.add(call.threads));
    return atWork;
  }

  private record Answer<T>(@Nullable T value, @Nullable PluginFailure failure) {}

  /** One call; no lock is held that a plug-in could get hold of. */
  private static final class Call<T> implements Runnable {
    private final Callable<T> task;
    private final PluginThreads threads;
    private final AtomicReference<@Nullable Answer<T>> answer = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Call(Callable<T> task, PluginThreads threads) {
      this.task = task;
      this.threads = threads;
    }

    @Override
    @SuppressWarnings("IllegalCatch") // whatever it throws becomes text, here
    public void run() {
      try {
        end(new Answer<>(task.call(), null));
      } catch (Throwable thrown) {
        end(new Answer<>(null, PluginFault.failure(thrown)));
      }
    }

    @SuppressWarnings("unchecked") // a failure is of any type
    void end(Answer<?> found) {
      answer.compareAndSet(null, (Answer<T>) found);
      ended.countDown();
    }

    boolean endsWithin(Duration limit) {
      long end = System.nanoTime() + limit.toNanos();
      boolean over = false;
      while (!over && ended.getCount() > 0) {
        try {
          over = !ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          over = System.nanoTime() - end >= 0; // else waits on
        }
      }
      return ended.getCount() == 0;
    }

    @SuppressWarnings("NullAway") // null if the plug-in returned null, which is the caller's matter
    T answer() throws PluginFailure {
      Answer<T> found = answer.get();
      if (found.failure() != null) {
        throw found.failure();
      }
      return found.value();
    }
  }
}
