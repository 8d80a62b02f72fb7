package org.neuronbench.core.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.neuronbench.core.Text;
import org.neuronbench.spi.ParameterSpec;

/** What documentation, help and editors are told of the settings, all of it from their list. */
public final class SettingsReference {

  private static final String ENTRY = "id";

  private SettingsReference() {}

  /** Returns a table of a section in Markdown, as the user guide shows it. */
  public static String markdown(Settings settings, String section) {
    StringBuilder table =
        new StringBuilder("| key | type | default | meaning |\n|---|---|---|---|\n");
    for (Setting<?> setting : settings.of(section)) {
      table.append(
          Text.format(
              "| `%s` | %s | %s | %s |%n",
              setting.key(), setting.kind().type(), setting.otherwise(), setting.help()));
    }
    return table.toString();
  }

  /** Returns a line for each setting, as help shows it: the key, what it takes, its default. */
  public static List<String> lines(Settings settings) {
    return settings.all().stream()
        .map(
            setting ->
                Text.format(
                    "  %-33s %s (%s)",
                    setting.path(), plain(setting.kind().type()), plain(setting.otherwise())))
        .toList();
  }

  private static String plain(String markdown) {
    return markdown.replace("`", "").replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
  }

  /** Returns the JSON Schema of experiment files, for editors. */
  public static Map<String, Object> schema(Settings settings, Vocabulary vocabulary) {
    Map<String, Object> schema = object(settings, "");
    properties(schema).put("training", object(settings, TrainingRecipe.SECTION));
    properties(schema).put("limits", object(settings, "limits"));
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A Neuronbench experiment");
    schema.put(
        "$defs",
        new TreeMap<>(
            Map.of(
                "models",
                entry(settings, "models", vocabulary.models().stream().map(m -> m.id()).toList()),
                "datasets",
                entry(
                    settings, "datasets", vocabulary.datasets().stream().map(d -> d.id()).toList()),
                "strategies",
                strategy(settings, "strategies", vocabulary.strategies()),
                "methods",
                together(strategy(settings, "methods", vocabulary.methods())),
                "training.augmentation",
                object(settings, "training.augmentation"))));
    return schema;
  }

  private static Map<String, Object> object(Settings settings, String section) {
    Map<String, Object> properties = new TreeMap<>();
    settings.of(section).forEach(setting -> properties.put(setting.key(), property(setting)));
    Map<String, Object> object = new TreeMap<>();
    object.put("type", "object");
    object.put("additionalProperties", false);
    object.put("properties", properties);
    List<String> required =
        settings.of(section).stream().filter(Setting::required).map(Setting::key).toList();
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    return object;
  }

  private static <T> Map<String, Object> property(Setting<T> setting) {
    Map<String, Object> property = new TreeMap<>(setting.kind().schema());
    property.put("description", plain(setting.help()) + "; default: " + plain(setting.otherwise()));
    return property;
  }

  @SuppressWarnings("unchecked") // as object() made it
  private static Map<String, Object> properties(Map<String, Object> object) {
    return (Map<String, Object>) Objects.requireNonNull(object.get("properties"));
  }

  /** An id, or a mapping of an id and options. */
  private static Map<String, Object> entry(Settings settings, String section, List<String> ids) {
    Map<String, Object> known = Map.of("enum", ids);
    Map<String, Object> options = object(settings, section);
    properties(options).put(ENTRY, known);
    options.put("required", List.of(ENTRY));
    return Map.of("anyOf", List.of(known, options));
  }

  /** One of them, or several in a list. */
  private static Map<String, Object> together(Map<String, Object> one) {
    return Map.of("anyOf", List.of(one, Map.of("type", "array", "items", one, "minItems", 1)));
  }

  /** Strategies of plug-ins have ids and parameters that nobody knows before they are loaded. */
  private static Map<String, Object> strategy(
      Settings settings, String section, Map<String, List<ParameterSpec>> known) {
    Map<String, Object> options = object(settings, section);
    options.put("additionalProperties", true);
    options.put("required", List.of(ENTRY));
    properties(options)
        .put(ENTRY, Map.of("type", "string", "examples", List.copyOf(known.keySet())));
    known.values().stream()
        .flatMap(List::stream)
        .forEach(
            spec ->
                properties(options).putIfAbsent(spec.name(), Map.of("description", spec.help())));
    return Map.of("anyOf", List.of(Map.of("type", "string", "examples", known.keySet()), options));
  }
}
