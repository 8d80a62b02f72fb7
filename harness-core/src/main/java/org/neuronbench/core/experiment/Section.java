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

  /** Returns the mapping under a key; an empty one where there is none. */
  Section section(String key) {
    return of(path(key), find(key).orElseGet(() -> new YamlNode.Mapping(where(), Map.of())));
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
  static <T> T convert(YamlNode node, String path, String expected, Function<String, T> converter) {
    String text = scalar(node, path, "expected " + expected);
    try {
      return converter.apply(text);
    } catch (IllegalArgumentException e) {
      throw problem(node, path, "expected " + expected);
    }
  }

  static int inRange(String text, int min, int max) {
    long value = Numerals.whole(text);
    if (value < min || value > max) {
      throw new IllegalArgumentException();
    }
    return (int) value;
  }

  static double inRange(String text, double min, double max) {
    double number = Numerals.decimal(text);
    if (!(number >= min && number <= max)) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  /** Reads one of some words, with the nearest match in the message. */
  static String choice(YamlNode node, String path, Collection<String> allowed) {
    return oneOf(node, path, scalar(node, path, expectedOf(allowed)), allowed, text -> "");
  }

  private static String expectedOf(Collection<String> allowed) {
    return "expected one of " + String.join(", ", allowed);
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

  /** Returns the items of a list; a single value stands for a list of one. */
  static List<YamlNode> items(YamlNode node, String path, String example) {
    if (node instanceof YamlNode.Scalar scalar && scalar.text().contains(",")) {
      String list = "[" + String.join(", ", scalar.text().trim().split("\\s*,\\s*")) + "]";
      String key = path.substring(path.lastIndexOf('.') + 1);
      throw problem(node, path, Text.format("which is no list; write '%s: %s'", key, list));
    }
    List<YamlNode> items =
        node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    if (items.isEmpty()) {
      throw problem(node, path, "which is empty; add for example '" + example + "'");
    }
    return items;
  }

  /** Reads every setting of this section; a key that is none of them is refused. */
  Values values(Kind.Scope scope) {
    Values values = read(scope);
    refuseUnknownKeys();
    return values;
  }

  /** Reads every setting of this section, and leaves other keys to the caller. */
  Values read(Kind.Scope scope) {
    Values values = Values.DEFAULTS;
    for (Setting<?> setting : scope.settings().of(path)) {
      values = read(setting, values, scope);
    }
    return values;
  }

  /** Reads one setting of this section. */
  <T> Values read(Setting<T> setting, Values values, Kind.Scope scope) {
    Optional<YamlNode> node = find(setting.key());
    if (node.isEmpty() && setting.required()) {
      throw missing(setting.key(), setting.kind().example());
    }
    return node.map(n -> setting.kind().reader().read(n, setting.path(), scope))
        .map(value -> values.with(setting, value))
        .orElse(values);
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
