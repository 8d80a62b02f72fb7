package org.neuronbench.core.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** A mapping being read: every key is asked for once, and what was not asked for is an error. */
final class Section {

  private final String path;
  private final YamlNode.Mapping mapping;
  private final Set<String> known = new HashSet<>();

  private Section(String path, YamlNode.Mapping mapping) {
    this.path = path;
    this.mapping = mapping;
  }

  /** Reads a node as a mapping; {@code path} names it in messages, such as {@code training}. */
  static Section of(String path, YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return new Section(path, mapping);
    }
    String what = path.isEmpty() ? "the experiment" : path;
    throw problem(node, what, "expected keys with values such as 'key: value'");
  }

  static InputException problem(YamlNode node, String path, String expected) {
    return new InputException(
        Text.format("%s: %s is %s, %s", node.where(), path, node.kind(), expected));
  }

  String where() {
    return mapping.where();
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Optional<YamlNode> find(String key) {
    known.add(key);
    return Optional.ofNullable(mapping.entries().get(key));
  }

  YamlNode require(String key, String example) {
    return find(key).orElseThrow(() -> missing(key, example));
  }

  /** A key that is missing is often there under a wrong name. */
  private InputException missing(String key, String example) {
    List<String> others = new ArrayList<>(mapping.entries().keySet());
    others.removeAll(known);
    return NearestMatch.of(key, others)
        .map(wrong -> misspelt(wrong, key))
        .orElseGet(
            () ->
                new InputException(
                    Text.format(
                        "%s: '%s' is missing; add for example '%s: %s'",
                        mapping.where(), path(key), key, example)));
  }

  private InputException misspelt(String wrong, String key) {
    YamlNode value = Objects.requireNonNull(mapping.entries().get(wrong));
    return new InputException(
        Text.format(
            "%s: unknown key '%s' (value %s), expected '%s'; did you mean '%s'?",
            value.where(), Shown.of(path(wrong)), value.kind(), path(key), key));
  }

  private static String scalar(YamlNode node, String path, String expected) {
    if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
      return scalar.text();
    }
    throw problem(node, path, expected);
  }

  /** Converts a value; an {@link IllegalArgumentException} of the converter refuses it. */
  <T> Optional<T> value(String key, String expected, Function<String, T> converter) {
    return find(key).map(node -> convert(node, path(key), expected, converter));
  }

  static <T> T convert(YamlNode node, String path, String expected, Function<String, T> converter) {
    String text = scalar(node, path, "expected " + expected);
    try {
      return converter.apply(text);
    } catch (IllegalArgumentException e) {
      throw problem(node, path, "expected " + expected);
    }
  }

  String text(String key, String fallback) {
    return value(key, "text", Function.identity()).orElse(fallback);
  }

  int integer(String key, int fallback, int min, int max) {
    String expected = Text.format("a whole number from %d to %d", min, max);
    return value(key, expected, text -> inRange(text, min, max)).orElse(fallback);
  }

  static int inRange(String text, int min, int max) {
    long value = Numerals.whole(text);
    if (value < min || value > max) {
      throw new IllegalArgumentException();
    }
    return (int) value;
  }

  double number(String key, double fallback, double min, double max) {
    String expected = Text.format("a number from %s to %s", min, max);
    return value(
            key,
            expected,
            text -> {
              double number = Numerals.decimal(text);
              if (!(number >= min && number <= max)) {
                throw new IllegalArgumentException();
              }
              return number;
            })
        .orElse(fallback);
  }

  /** Reads one of some words, with the nearest match in the message. */
  String choice(String key, String fallback, Collection<String> allowed) {
    return find(key)
        .map(node -> oneOf(node, path(key), scalar(node, path(key), expectedOf(allowed)), allowed))
        .orElse(fallback);
  }

  private static String expectedOf(Collection<String> allowed) {
    return "expected one of " + String.join(", ", allowed);
  }

  static String oneOf(YamlNode node, String path, String text, Collection<String> allowed) {
    return oneOf(node, path, text, allowed, t -> "");
  }

  static String oneOf(
      YamlNode node,
      String path,
      String text,
      Collection<String> allowed,
      UnaryOperator<String> whyNot) {
    if (!allowed.contains(text)) {
      String hint = NearestMatch.hint(text, allowed) + whyNot.apply(text);
      throw new InputException(
          Text.format(
              "%s: %s is '%s', %s%s",
              node.where(), path, Shown.of(text), expectedOf(allowed), hint));
    }
    return text;
  }

  /** Reads a list; a single value stands for a list of one. */
  List<YamlNode> list(String key, String example) {
    YamlNode node = require(key, example);
    if (node instanceof YamlNode.Scalar scalar && scalar.text().contains(",")) {
      String list = "[" + String.join(", ", scalar.text().trim().split("\\s*,\\s*")) + "]";
      throw problem(node, path(key), Text.format("which is no list; write '%s: %s'", key, list));
    }
    List<YamlNode> items =
        node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    if (items.isEmpty()) {
      throw problem(node, path(key), "which is empty; add for example '" + example + "'");
    }
    return items;
  }

  /** Returns the entries that were not asked for yet, and accepts them. */
  Map<String, YamlNode> rest() {
    Map<String, YamlNode> rest = new java.util.LinkedHashMap<>(mapping.entries());
    rest.keySet().removeAll(known);
    known.addAll(rest.keySet());
    return rest;
  }

  /** Refuses keys that nothing asked for. */
  void refuseUnknownKeys() {
    for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw unknownKey(entry.getValue(), path(entry.getKey()), entry.getKey(), known);
      }
    }
  }

  static InputException unknownKey(
      YamlNode value, String path, String key, Collection<String> allowed) {
    List<String> sorted = new ArrayList<>(allowed);
    sorted.sort(null);
    String what = value instanceof YamlNode.Scalar ? Text.format(" (value %s)", value.kind()) : "";
    return new InputException(
        Text.format(
            "%s: unknown key '%s'%s, expected one of %s%s",
            value.where(),
            Shown.of(path),
            what,
            String.join(", ", sorted),
            KnownKeys.hint(path, key, sorted)));
  }
}
