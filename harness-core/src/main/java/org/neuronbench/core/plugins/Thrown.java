package org.neuronbench.core.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what a plug-in threw, on the plug-in's thread: its methods may be the plug-in's code, and
 * throw, or never end.
 */
final class Thrown {

  /** How many causes of causes are looked at: they may go round in a circle. */
  private static final int DEEPEST = 10;

  private static final int FRAMES = 100;
  private static final int LONGEST = 500;

  private Thrown() {}

  /** Returns its type and message in one line. */
  static String text(Throwable thrown) {
    String type = PluginText.name(thrown.getClass().getName());
    return answer(() -> PluginText.line(thrown.toString(), LONGEST), type);
  }

  static String message(Throwable thrown) {
    return answer(() -> PluginText.line(thrown.getMessage(), LONGEST), "null");
  }

  static String type(Throwable thrown) {
    return answer(() -> PluginText.name(thrown.getClass().getSimpleName()), "Throwable");
  }

  /** Returns it and its causes. */
  static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    Optional<Throwable> next = Optional.of(thrown);
    while (next.isPresent() && chain.size() < DEEPEST) {
      Throwable last = next.get();
      chain.add(last);
      next = answer(() -> Optional.ofNullable(last.getCause()), Optional.empty());
    }
    return chain;
  }

  static List<StackTraceElement> frames(Throwable thrown) {
    return answer(
        () -> Arrays.stream(thrown.getStackTrace()).filter(Objects::nonNull).limit(FRAMES).toList(),
        List.of());
  }

  /** Writes it with its causes, as {@link Throwable#printStackTrace()} does. */
  static String trace(Throwable thrown) {
    StringBuilder trace = new StringBuilder();
    for (Throwable one : chain(thrown)) {
      trace.append(trace.isEmpty() ? "" : "Caused by: ").append(text(one)).append('\n');
      frames(one).forEach(f -> trace.append("\tat ").append(PluginText.line("" + f)).append('\n'));
    }
    return PluginText.trace(trace.toString());
  }

  @SuppressWarnings("IllegalCatch") // it may throw anything, and that says less than the rest
  private static <T> T answer(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (Throwable t) {
      return otherwise;
    }
  }
}
