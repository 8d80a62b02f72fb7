package org.neuronbench.spi;

import java.util.List;
import java.util.Locale;

/** The declaration of one parameter of a strategy: name, default, what is allowed. Immutable. */
public final class ParameterSpec {

  /** What kind of value a parameter takes. */
  private enum Kind {
    NUMBER,
    INTEGER,
    CHOICE,
    TEXT,
    FILE
  }

  private final String name;
  private final Kind kind;
  private final Object defaultValue;
  private final double min;
  private final double max;
  private final List<String> choices;
  private final String help;

  private ParameterSpec(
      String name,
      Kind kind,
      Object defaultValue,
      double min,
      double max,
      List<String> choices,
      String help) {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "Parameter name '" + name + "' must be lower-case words joined by hyphens");
    }
    this.name = name;
    this.kind = kind;
    this.min = min;
    this.max = max;
    this.choices = choices;
    this.help = help;
    this.defaultValue = parse(defaultValue);
  }

  /**
   * Declares a real number.
   *
   * @param name lower-case words joined by hyphens
   * @param defaultValue used where the experiment says nothing
   * @param min least allowed value
   * @param max greatest allowed value
   * @param help one sentence
   * @return the declaration
   */
  public static ParameterSpec number(
      String name, double defaultValue, double min, double max, String help) {
    return new ParameterSpec(name, Kind.NUMBER, defaultValue, min, max, List.of(), help);
  }

  /**
   * Declares a whole number.
   *
   * @param name lower-case words joined by hyphens
   * @param defaultValue used where the experiment says nothing
   * @param min least allowed value
   * @param max greatest allowed value
   * @param help one sentence
   * @return the declaration
   */
  public static ParameterSpec integer(
      String name, int defaultValue, int min, int max, String help) {
    return new ParameterSpec(name, Kind.INTEGER, defaultValue, min, max, List.of(), help);
  }

  /**
   * Declares a choice among words; the first is the default.
   *
   * @param name lower-case words joined by hyphens
   * @param choices what is allowed
   * @param help one sentence
   * @return the declaration
   */
  public static ParameterSpec choice(String name, List<String> choices, String help) {
    return new ParameterSpec(name, Kind.CHOICE, choices.get(0), 0, 0, List.copyOf(choices), help);
  }

  /**
   * Declares free text, which the strategy itself checks.
   *
   * @param name lower-case words joined by hyphens
   * @param defaultValue used where the experiment says nothing
   * @param help one sentence
   * @return the declaration
   */
  public static ParameterSpec text(String name, String defaultValue, String help) {
    return new ParameterSpec(name, Kind.TEXT, defaultValue, 0, 0, List.of(), help);
  }

  /**
   * Declares a file that the strategy reads, such as one learned elsewhere. Experiments name its
   * path; the strategy is given its text, by {@link Parameters#text}, and results depend on the
   * hash of that.
   *
   * @param name lower-case words joined by hyphens
   * @param help one sentence
   * @return the declaration; without a file the text is empty
   */
  public static ParameterSpec file(String name, String help) {
    return new ParameterSpec(name, Kind.FILE, "", 0, 0, List.of(), help);
  }

  /**
   * Says whether experiments name a file whose text is the value.
   *
   * @return whether it was declared with {@link #file}
   */
  public boolean isFile() {
    return kind == Kind.FILE;
  }

  /**
   * Returns the parameter's name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the value used where the experiment says nothing.
   *
   * @return a {@code Double}, {@code Integer} or {@code String}
   */
  public Object defaultValue() {
    return defaultValue;
  }

  /**
   * Returns the sentence for listings.
   *
   * @return plain text
   */
  public String help() {
    return help;
  }

  /**
   * Returns what is allowed, in words.
   *
   * @return such as {@code a number from 0.0 to 1.0}
   */
  public String allowed() {
    return switch (kind) {
      case NUMBER -> "a number from " + min + " to " + max;
      case INTEGER -> String.format(Locale.ROOT, "a whole number from %.0f to %.0f", min, max);
      case CHOICE -> "one of " + String.join(", ", choices);
      case TEXT -> "text";
      case FILE -> "the path of a file";
    };
  }

  /**
   * Returns values that a strategy must accept: the ends of a range, every choice, or a text's
   * default.
   *
   * @return an immutable list, never empty
   */
  public List<Object> boundaries() {
    return switch (kind) {
      case NUMBER -> List.of(min, max);
      case INTEGER -> List.of((int) min, (int) max);
      case CHOICE -> List.copyOf(choices);
      case TEXT, FILE -> List.of(defaultValue);
    };
  }

  /**
   * Converts a raw value, as an experiment file gives it.
   *
   * @param raw a number or its text
   * @return a {@code Double}, {@code Integer} or {@code String}
   * @throws IllegalArgumentException if the value is not allowed; the message says what is
   */
  public Object parse(Object raw) {
    String text = String.valueOf(raw).trim();
    try {
      return switch (kind) {
        case NUMBER -> Double.valueOf(inRange(Double.parseDouble(text), raw));
        case INTEGER -> Integer.valueOf((int) inRange(Integer.parseInt(text), raw));
        case CHOICE -> choices.contains(text) ? text : refuse(raw);
        case TEXT, FILE -> text;
      };
    } catch (NumberFormatException e) {
      throw refusal(raw);
    }
  }

  private double inRange(double value, Object raw) {
    if (!(value >= min && value <= max)) {
      throw refusal(raw);
    }
    return value;
  }

  private Object refuse(Object raw) {
    throw refusal(raw);
  }

  private IllegalArgumentException refusal(Object raw) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, "%s: '%s' is not allowed, expected %s", name, raw, allowed()));
  }

  @Override
  public String toString() {
    return name + ": " + allowed() + ", default " + defaultValue;
  }
}
