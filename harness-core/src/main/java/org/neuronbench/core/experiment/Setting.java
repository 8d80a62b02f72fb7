package org.neuronbench.core.experiment;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key of experiment files, declared once in {@link Settings}: what it takes, what holds without
 * it, and what it does to a cell.
 *
 * @param section where the key stands, such as {@code training}; empty for the top level
 * @param key its name there
 * @param kind what it takes
 * @param fallback what holds where the file says nothing; {@code null} if that depends on more, or
 *     the key is required
 * @param otherwise the same in words
 * @param effect what it does to a cell's identity
 * @param identity what of the value goes into the identity
 * @param help what it means
 */
public record Setting<T>(
    String section,
    String key,
    Kind<T> kind,
    @Nullable T fallback,
    String otherwise,
    Effect effect,
    Function<T, Object> identity,
    String help) {

  /** Whether another value makes another cell. */
  public enum Effect {
    /** It changes numbers, and is always part of the identity. */
    NUMBERS,
    /** It changes numbers; at its default the identity is that of a time before the key existed. */
    NUMBERS_UNLESS_DEFAULT,
    /** It changes numbers through what is hashed anyway: pixels, weights, the budget's bound. */
    CONTENT,
    /** It changes no number. */
    NONE
  }

  static final String REQUIRED = "required";

  static <T> Setting<T> of(String path, Kind<T> kind, Effect effect, String help) {
    int dot = path.lastIndexOf('.');
    return new Setting<>(
        path.substring(0, Math.max(0, dot)),
        path.substring(dot + 1),
        kind,
        null,
        REQUIRED,
        effect,
        kind.written(),
        help);
  }

  Setting<T> or(T value) {
    Object shown = kind.written().apply(value);
    String text = shown instanceof Double number ? Numerals.plain(number) : String.valueOf(shown);
    return or(value, shown instanceof String ? "`" + text + "`" : text);
  }

  Setting<T> or(@Nullable T value, String words) {
    return new Setting<>(section, key, kind, value, words, effect, identity, help);
  }

  Setting<T> identifiedBy(Function<T, Object> what) {
    return new Setting<>(section, key, kind, fallback, otherwise, effect, what, help);
  }

  /** Returns the key with its section, such as {@code training.epochs}. */
  public String path() {
    return section.isEmpty() ? key : section + "." + key;
  }

  boolean required() {
    return otherwise.startsWith(REQUIRED);
  }

  void identify(Values values, Map<String, Object> into) {
    boolean part =
        effect == Effect.NUMBERS
            || (effect == Effect.NUMBERS_UNLESS_DEFAULT && values.set().containsKey(path()));
    if (part) {
      values.find(this).ifPresent(value -> into.put(key, identity.apply(value)));
    }
  }
}
