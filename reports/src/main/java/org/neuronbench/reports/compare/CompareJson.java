package org.neuronbench.reports.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.neuronbench.reports.statistics.Levels;

/** A comparison as JSON; the fields are in docs/compare.md, what is not available is null. */
public final class CompareJson {

  /** The layout that this version writes. */
  public static final int SCHEMA = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CompareJson() {}

  /**
   * Renders a comparison.
   *
   * @return an object, ended by a line feed
   */
  public static String render(Comparison comparison) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SCHEMA);
    root.put("baseline", side(comparison.baseline()));
    root.put("current", side(comparison.current()));
    root.put("margin", comparison.settings().margin());
    root.put("alpha", Levels.ALPHA);
    root.put("confidence", Judge.CONFIDENCE);
    root.put("tested", comparison.tested());
    root.put("regression", comparison.regressed());
    root.put("counts", counts(comparison));
    root.put(
        "entries", comparison.entries().stream().map(entry -> entry(comparison, entry)).toList());
    return text(root);
  }

  private static String text(Object root) {
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values are always JSON", e);
    }
  }

  private static Map<String, Object> side(Side side) {
    return Map.of("name", side.name(), "cells", side.cells().size());
  }

  private static Map<String, Object> counts(Comparison comparison) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.id(), comparison.count(verdict));
    }
    return counts;
  }

  private static Map<String, @Nullable Object> entry(Comparison comparison, EntryComparison entry) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("model", entry.model());
    map.put("dataset", entry.dataset());
    map.put("budget", entry.budget());
    map.put("strategy", entry.strategy());
    map.put("verdict", entry.verdict().id());
    map.put("reason", entry.reason());
    map.put("notes", entry.notes());
    map.put("accuracy", entry.accuracy().map(change -> accuracy(comparison, change)).orElse(null));
    map.put("costs", entry.costs().map(CompareJson::costs).orElse(null));
    return map;
  }

  private static Map<String, @Nullable Object> accuracy(
      Comparison comparison, AccuracyChange change) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("seeds", change.seeds());
    map.put("baselinePercent", change.baseline());
    map.put("currentPercent", change.current());
    map.put("changePoints", change.change());
    map.put("intervalPoints", change.interval().map(i -> List.of(i.low(), i.high())).orElse(null));
    map.put("adjustedP", nullable(change.adjustedP()));
    map.put("spreadPoints", nullable(change.spread()));
    map.put("seedsNeeded", nullable(change.seedsNeeded(comparison)));
    return map;
  }

  private static List<Map<String, @Nullable Object>> costs(Costs costs) {
    return costs.all().stream().map(CompareJson::cost).toList();
  }

  private static Map<String, @Nullable Object> cost(CostChange cost) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", cost.name());
    map.put("baseline", nullable(cost.baseline()));
    map.put("current", nullable(cost.current()));
    map.put("changePercent", nullable(cost.percent()));
    map.put("notComparable", cost.why().isEmpty() ? null : cost.why());
    return map;
  }

  private static @Nullable Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static @Nullable Integer nullable(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
