package org.neuronbench.core.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Augmentation.RandomCrop;

/** Reads and writes {@code augmentation}: a name, or a mapping of its own values. */
final class AugmentationKind {

  private static final String SECTION = "training.augmentation";
  private static final Map<String, Augmentation> NAMED =
      Map.of("none", Augmentation.NONE, "flip", Augmentation.FLIP, "paper", Augmentation.PAPER);
  private static final List<String> NAMES = List.of("none", "flip", "paper");

  static final Kind<Augmentation> KIND =
      new Kind<>(
          "`none`, `flip`, `paper`, or a mapping",
          AugmentationKind::read,
          AugmentationKind::written,
          Map.of("anyOf", List.of(Map.of("enum", NAMES), Map.of("$ref", "#/$defs/" + SECTION))));

  private AugmentationKind() {}

  private static Augmentation read(YamlNode node, String path, Kind.Scope scope) {
    return node instanceof YamlNode.Mapping
        ? of(Section.of(SECTION, node).values(scope))
        : NAMED.getOrDefault(Section.choice(node, path, NAMES), Augmentation.NONE);
  }

  private static Augmentation of(Values values) {
    RandomCrop usual = RandomCrop.USUAL;
    Optional<Range> scale = values.find(Settings.CROP_SCALE);
    Optional<Range> ratio = values.find(Settings.CROP_RATIO);
    Range area = scale.orElse(new Range(usual.minScale(), usual.maxScale()));
    Range shape = ratio.orElse(new Range(usual.minRatio(), usual.maxRatio()));
    return new Augmentation(
        scale
            .or(() -> ratio)
            .map(any -> new RandomCrop(area.low(), area.high(), shape.low(), shape.high())),
        values.get(Settings.FLIP),
        values.get(Settings.BRIGHTNESS),
        values.get(Settings.CONTRAST),
        values.get(Settings.SATURATION));
  }

  private static Object written(Augmentation augmentation) {
    if (NAMED.containsValue(augmentation)) {
      return augmentation.label();
    }
    Map<String, Object> written = new LinkedHashMap<>();
    augmentation
        .crop()
        .ifPresent(
            crop -> {
              written.put("crop-scale", List.of(crop.minScale(), crop.maxScale()));
              written.put("crop-ratio", List.of(crop.minRatio(), crop.maxRatio()));
            });
    written.put("flip", augmentation.flip());
    written.put("brightness", augmentation.brightness());
    written.put("contrast", augmentation.contrast());
    written.put("saturation", augmentation.saturation());
    return written;
  }
}
