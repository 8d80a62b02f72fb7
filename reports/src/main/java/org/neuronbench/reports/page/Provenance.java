package org.neuronbench.reports.page;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.CellRecord;

/** What the cells say of where they come from: dotted keys, each with its distinct values. */
final class Provenance {

  private static final int MOST_VALUES = 4;
  private static final List<String> FIRST =
      List.of("harness", "engine", "cpu", "threads", "machine");

  private final SortedMap<String, SortedSet<String>> values = new TreeMap<>();

  Provenance(List<CellRecord> cells) {
    cells.forEach(cell -> cell.provenance().forEach(this::add));
  }

  /** Those a reader asks for first: harness, version, machine. */
  Map<String, String> highlights() {
    return texts(key -> FIRST.stream().anyMatch(key::startsWith));
  }

  Map<String, String> all() {
    return texts(key -> true);
  }

  private void add(String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> nested) {
      nested.forEach((inner, part) -> add(key + "." + inner, part));
    } else {
      values.computeIfAbsent(key, k -> new TreeSet<>()).add(String.valueOf(value));
    }
  }

  private Map<String, String> texts(Predicate<String> wanted) {
    Map<String, String> texts = new TreeMap<>();
    values.forEach(
        (key, distinct) -> {
          if (wanted.test(key)) {
            texts.put(key, text(distinct));
          }
        });
    return texts;
  }

  private static String text(SortedSet<String> distinct) {
    String shown = distinct.stream().limit(MOST_VALUES).collect(Collectors.joining(" | "));
    return distinct.size() <= MOST_VALUES
        ? shown
        : shown + " | ... (" + distinct.size() + " different values)";
  }
}
