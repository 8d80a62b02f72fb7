package org.neuronbench.core.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.neuronbench.core.Text;

/** What documentation and schemas are told of the metrics, all of it from their list. */
public final class MetricsReference {

  private MetricsReference() {}

  /** Returns a table in Markdown, as the documentation of results shows it. */
  public static String markdown(Metrics metrics) {
    StringBuilder table =
        new StringBuilder(
            """
            | in `epochs` | of a cell | unit | better | a cell's value | meaning |
            |---|---|---|---|---|---|
            """);
    for (Metric metric : metrics.all()) {
      table.append(
          Text.format(
              "| %s | %s | %s | %s | %s | %s |%n",
              metric.aggregate() == Aggregate.CELL ? "" : "`" + metric.key() + "`",
              metric.hasCellValue() ? "`" + metric.column() + "`" : "",
              lower(metric.unit()),
              metric.better() == Metric.Better.NEITHER ? "" : lower(metric.better()),
              metric.aggregate().words(),
              metric.help()));
    }
    return table.toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the JSON Schema of the measurements of an epoch: properties by key. */
  public static Map<String, Object> properties(Metrics metrics) {
    Map<String, Object> properties = new TreeMap<>();
    metrics.ofEpochs().forEach(metric -> properties.put(metric.key(), property(metric)));
    return properties;
  }

  private static Map<String, Object> property(Metric metric) {
    Map<String, Object> property = new TreeMap<>();
    String type = metric.unit().whole() ? "integer" : "number";
    property.put("type", metric.optional() ? List.of(type, "null") : type);
    property.put("description", metric.help());
    put(property, "minimum", metric.unit().least());
    put(property, "maximum", metric.unit().most());
    return property;
  }

  private static void put(Map<String, Object> property, String key, double bound) {
    if (Math.abs(bound) <= Integer.MAX_VALUE) {
      property.put(key, (int) bound);
    }
  }

  /** Returns the keys that every epoch has, with {@code null} for what was not measured. */
  public static List<String> required(Metrics metrics) {
    List<String> keys = new ArrayList<>(List.of("epoch", "selectedPerLayer", "selectedNeurons"));
    metrics.ofEpochs().forEach(metric -> keys.add(metric.key()));
    return keys;
  }
}
