package org.neuronbench.core.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.Text;

/**
 * What values a setting takes: how they are read and written, and how tables and schemas say it.
 *
 * @param type for tables, such as {@code 1 to 4096}
 * @param reader reads what a file says
 * @param written what a file would say: texts, numbers, lists and maps
 * @param schema JSON Schema of what may be written
 * @param example for messages on a required key that is missing; empty where none is required
 */
public record Kind<T>(
    String type,
    Reader<T> reader,
    Function<T, Object> written,
    Map<String, Object> schema,
    String example) {

  public Kind(
      String type, Reader<T> reader, Function<T, Object> written, Map<String, Object> schema) {
    this(type, reader, written, schema, "");
  }

  /** What reading a value may depend on besides the value. */
  interface Scope {
    Vocabulary vocabulary();

    Settings settings();

    /** Resolves a path against the file's folder, or else the one the command runs in. */
    Path path(String text);

    /** Resolves the path of a weight file, which may be a fetched one's name. */
    Path weights(String text);
  }

  /** Reads a value; {@code path} names it in messages. */
  interface Reader<T> {
    T read(YamlNode node, String path, Scope scope);
  }

  /** A single value in words; what the converter does not take is refused. */
  static <T> Kind<T> scalar(
      String type, String expected, Map<String, Object> schema, Function<String, T> converter) {
    return new Kind<>(
        type,
        (node, path, scope) -> Section.convert(node, path, expected, converter),
        value -> value,
        schema);
  }

  static Kind<Integer> whole(int min, int max) {
    return scalar(
        max == Integer.MAX_VALUE ? "at least " + min : Text.format("%,d to %,d", min, max),
        max == Integer.MAX_VALUE
            ? "a whole number of at least " + min
            : Text.format("a whole number from %d to %d", min, max),
        Map.of("type", "integer", "minimum", min, "maximum", max),
        text -> Section.inRange(text, min, max));
  }

  static Kind<Double> number(double min, double max) {
    return scalar(
        Text.format("%s to %s", Numerals.plain(min), Numerals.plain(max)),
        Text.format("a number from %s to %s", min, max),
        Map.of("type", "number", "minimum", min, "maximum", max),
        text -> Section.inRange(text, min, max));
  }

  /** One of some words; a word that is none is answered with the nearest. */
  static Kind<String> word(Function<Vocabulary, List<String>> words, String... usual) {
    return new Kind<>(
        Stream.of(usual).map(word -> "`" + word + "`").collect(Collectors.joining(", ")),
        (node, path, scope) -> Section.choice(node, path, words.apply(scope.vocabulary())),
        word -> word,
        Map.of("enum", List.of(usual)));
  }

  /** True or false. */
  static Kind<Boolean> flag() {
    return new Kind<>(
        "`false`, `true`",
        (node, path, scope) -> Section.choice(node, path, List.of("false", "true")).equals("true"),
        value -> value,
        Map.of("type", "boolean"));
  }

  /** One of an enumeration, in lower case. */
  static <E extends Enum<E>> Kind<E> of(Class<E> type) {
    List<String> words = Stream.of(type.getEnumConstants()).map(Kind::lower).toList();
    return word(any -> words, words.toArray(String[]::new))
        .map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT)), Kind::lower);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Kind<Path> path(BiFunction<Scope, String, Path> resolve) {
    return new Kind<>(
        "path",
        (node, path, scope) ->
            Section.convert(node, path, "a path", text -> resolve.apply(scope, text)),
        Path::toString,
        Map.of("type", "string"));
  }

  static Kind<Duration> time(Function<String, Duration> converter) {
    return scalar(
            "1ms to 24h, such as `500ms`, `60s`, `2m`",
            Limits.TIME,
            Map.of("type", "string", "pattern", "^[0-9]{1,9} *(ms|s|m|h)$"),
            converter)
        .writing(time -> time.toMillis() + "ms");
  }

  /** A list without duplicates; a single value stands for a list of one. */
  static <T> Kind<List<T>> list(String type, String example, Kind<T> item) {
    return new Kind<>(
        type,
        (node, path, scope) -> {
          List<T> entries = new ArrayList<>();
          Set<T> seen = new HashSet<>();
          for (YamlNode each : Section.items(node, path, example)) {
            T entry = item.reader.read(each, path, scope);
            if (!seen.add(entry)) {
              throw Section.problem(each, path, "which is in the list already; remove one");
            }
            entries.add(entry);
          }
          return List.copyOf(entries);
        },
        entries -> entries.stream().map(item.written).toList(),
        Map.of(
            "anyOf",
            List.of(item.schema, Map.of("type", "array", "items", item.schema, "minItems", 1))),
        example);
  }

  <U> Kind<U> map(Function<T, U> to, Function<U, T> from) {
    return new Kind<>(
        type,
        (node, path, scope) -> to.apply(reader.read(node, path, scope)),
        value -> written.apply(from.apply(value)),
        schema);
  }

  Kind<T> writing(Function<T, Object> writer) {
    return new Kind<>(type, reader, writer, schema);
  }
}
