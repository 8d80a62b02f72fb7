package org.neuronbench.core.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.core.Text;

/**
 * Where the keys of experiment files belong, for those who wrote one elsewhere or by its nickname.
 */
final class KnownKeys {

  /** Keys by section; what only one strategy or augmentation knows is not among them. */
  private static final Map<String, List<String>> SECTIONS =
      Stream.of("", "training", "limits", "models", "datasets")
          .collect(Collectors.toMap(section -> section, KnownKeys::keys));

  private static List<String> keys(String section) {
    return Settings.STANDARD.of(section).stream()
        .filter(setting -> !setting.path().equals(Settings.NAME.path())) // a dataset has one too
        .map(Setting::key)
        .toList();
  }

  private static final Map<String, String> NICKNAMES =
      Map.ofEntries(
          Map.entry("lr", "training.learning-rate"),
          Map.entry("rate", "training.learning-rate"),
          Map.entry("batch-size", "training.batch"),
          Map.entry("batchsize", "training.batch"),
          Map.entry("bs", "training.batch"),
          Map.entry("wd", "training.weight-decay"),
          Map.entry("bn", "training.batch-norm"),
          Map.entry("warmup", "training.warmup-epochs"),
          Map.entry("timeout", "limits.selection"),
          Map.entry("dataset", "datasets"),
          Map.entry("network", "models"),
          Map.entry("networks", "models"));

  private KnownKeys() {}

  /** Ends a message on an unknown key: the key that was probably meant, and where it belongs. */
  static String hint(String path, String key, Collection<String> allowed) {
    String plain = key.toLowerCase(Locale.ROOT).replace('_', '-');
    String section = path.contains(".") ? path.substring(0, path.indexOf('.')) : "";
    Optional<String> meant =
        Optional.ofNullable(NICKNAMES.get(plain)).or(() -> elsewhere(section, plain));
    if (meant.isPresent()) {
      return hint(section, meant.get());
    }
    String near = NearestMatch.hint(key, allowed);
    return near.isEmpty() && section.isEmpty()
        ? NearestMatch.of(plain, SECTIONS.getOrDefault("training", List.of()))
            .map(k -> hint("", "training." + k))
            .orElse("")
        : near;
  }

  private static Optional<String> elsewhere(String section, String key) {
    return SECTIONS.entrySet().stream()
        .filter(keys -> !keys.getKey().equals(section) && keys.getValue().contains(key))
        .map(keys -> keys.getKey().isEmpty() ? key : keys.getKey() + "." + key)
        .findFirst();
  }

  private static String hint(String section, String meant) {
    int dot = meant.indexOf('.');
    String belongs = dot < 0 ? "" : meant.substring(0, dot);
    String key = meant.substring(dot + 1);
    if (belongs.equals(section)) {
      return Text.format("; did you mean '%s'?", key);
    }
    return switch (belongs) {
      case "" -> Text.format("; did you mean '%s' at the top level, without indentation?", key);
      case "models", "datasets" ->
          Text.format(
              "; did you mean '%s' of an entry: '%s: [{id: ..., %s: ...}]'?", key, belongs, key);
      default -> Text.format("; did you mean '%s', that is '%s: {%s: ...}'?", meant, belongs, key);
    };
  }
}
