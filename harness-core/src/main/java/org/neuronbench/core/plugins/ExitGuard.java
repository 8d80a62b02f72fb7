package org.neuronbench.core.plugins;

import java.time.Duration;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells an end of the process that the harness ordered from one that a plug-in brings about. Java
 * holds the latter up while shutdown hooks run: the call that was waited for fails, the command
 * goes on to its end, and then the process ends with {@link #CODE}.
 */
public final class ExitGuard {

  /** Exit code of a command during which a plug-in called {@link System#exit}. */
  public static final int CODE = 4;

  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
  private static final Duration HOOKS_LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String RUNTIME = Runtime.class.getName();

  /** By identity, as a thread's methods may be a plug-in's. */
  private static final IdentityHashMap<Thread, PluginExit> EXITS = new IdentityHashMap<>();

  private static volatile OptionalInt orderedCode = OptionalInt.empty();
  private static volatile @Nullable Thread orderedBy;
  private static volatile Consumer<String> told = line -> {};

  private ExitGuard() {}

  /** Begins to watch; the listener is told of each exit, by a line that names the plug-in. */
  public static void install(Consumer<String> listener) {
    told = listener;
    Runtime.getRuntime().addShutdownHook(new Thread(ExitGuard::shutDown, "exit guard"));
  }

  /** Ends the process with a code, unless a plug-in is ending it already. */
  public static void exit(int code) {
    orderedBy = Thread.currentThread();
    orderedCode = OptionalInt.of(code);
    Thread last = new Thread(() -> halt(code), "last resort");
    last.setDaemon(true);
    last.start();
    System.exit(code);
  }

  /** Ends the process although a shutdown hook of a plug-in does not end. */
  private static void halt(int code) {
    waitFor(HOOKS_LIMIT, () -> false);
    Runtime.getRuntime().halt(code);
  }

  /**
   * Finds out whether a plug-in is ending the process; to be asked by shutdown hooks: no for an end
   * that the harness ordered, or a signal.
   */
  public static synchronized boolean isPluginsDoing() {
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    if (EXITS.isEmpty() && (orderedCode.isPresent() || isSignal(stacks))) {
      return false;
    }
    stacks.forEach(
        (thread, stack) -> {
          if (isUnordered(thread, stack) && !EXITS.containsKey(thread)) {
            found(thread, exit(thread, Arrays.asList(stack)));
          }
        });
    if (EXITS.isEmpty()) { // a virtual thread has no stack trace here
      found(Thread.currentThread(), unseen());
    }
    return true;
  }

  /** Tells how a strategy ended the process: to be read after its name; empty if it did not. */
  public static synchronized Optional<String> exitOf(String strategy, String jar) {
    return EXITS.values().stream()
        .filter(exit -> exit.isBy(strategy, jar))
        .findFirst()
        .map(PluginExit::words);
  }

  private static void found(Thread thread, PluginExit exit) {
    if (EXITS.values().stream().noneMatch(exit::equals)) { // else it calls exit again and again
      told.accept(exit.line());
    }
    EXITS.put(thread, exit);
    PluginCalls.end(exit);
  }

  private static PluginExit exit(Thread thread, List<StackTraceElement> stack) {
    return PluginThreads.of(thread)
        .map(threads -> PluginExit.of(threads, stack))
        .orElseGet(() -> PluginExit.of(stack, ExitGuard.class.getClassLoader()));
  }

  private static PluginExit unseen() {
    return PluginCalls.atWork()
        .map(threads -> PluginExit.of(threads, List.of()))
        .orElseGet(() -> new PluginExit("", "", ""));
  }

  private static boolean isSignal(Map<Thread, StackTraceElement[]> stacks) {
    return stacks.values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getClassName().startsWith("java.lang.Terminator"));
  }

  /** Says whether a thread is in {@link Runtime#exit}, and is not the harness's. */
  private static boolean isUnordered(Thread thread, StackTraceElement[] stack) {
    return thread != orderedBy
        && Arrays.stream(stack)
            .anyMatch(f -> f.getClassName().equals(RUNTIME) && f.getMethodName().equals("exit"));
  }

  /** Runs while the process is held up; a second plug-in may call exit meanwhile. */
  private static void shutDown() {
    if (isPluginsDoing()) {
      waitFor(COMMAND_LIMIT, () -> orderedCode.isPresent() || !isPluginsDoing());
      Runtime.getRuntime().halt(CODE);
    } else if (orderedCode.isPresent()
        && Thread.getAllStackTraces().entrySet().stream()
            .anyMatch(e -> isUnordered(e.getKey(), e.getValue()))) {
      Runtime.getRuntime().halt(orderedCode.getAsInt()); // a plug-in's code may have come first
    }
  }

  private static void waitFor(Duration limit, BooleanSupplier end) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < limit.toNanos() && !end.getAsBoolean()) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
