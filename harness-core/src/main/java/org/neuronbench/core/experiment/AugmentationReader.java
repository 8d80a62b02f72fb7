package org.neuronbench.core.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Augmentation.RandomCrop;

/** Reads {@code augmentation}: a name, or a mapping of its own values. */
final class AugmentationReader {

  private static final String KEY = "augmentation";
  private static final double MOST_JITTER = 2;
  private static final Map<String, Augmentation> NAMED =
      Map.of("none", Augmentation.NONE, "flip", Augmentation.FLIP, "paper", Augmentation.PAPER);

  private AugmentationReader() {}

  static Augmentation read(Section recipe) {
    Optional<YamlNode> node = recipe.find(KEY);
    if (node.isPresent() && node.get() instanceof YamlNode.Mapping) {
      return values(Section.of("training." + KEY, node.get()));
    }
    String name = recipe.choice(KEY, "none", List.of("none", "flip", "paper"));
    return NAMED.getOrDefault(name, Augmentation.NONE);
  }

  private static Augmentation values(Section section) {
    Augmentation read =
        new Augmentation(
            crop(section),
            section.number("flip", 0, 0, 1),
            section.number("brightness", 0, 0, MOST_JITTER),
            section.number("contrast", 0, 0, MOST_JITTER),
            section.number("saturation", 0, 0, MOST_JITTER));
    section.refuseUnknownKeys();
    return read;
  }

  private static Optional<RandomCrop> crop(Section section) {
    Optional<YamlNode> scaleNode = section.find("crop-scale");
    Optional<YamlNode> ratioNode = section.find("crop-ratio");
    if (scaleNode.isEmpty() && ratioNode.isEmpty()) {
      return Optional.empty();
    }
    RandomCrop usual = RandomCrop.USUAL;
    double[] scale =
        range(section, "crop-scale", new double[] {usual.minScale(), usual.maxScale()}, 1);
    double[] ratio =
        range(section, "crop-ratio", new double[] {usual.minRatio(), usual.maxRatio()}, 100);
    return Optional.of(new RandomCrop(scale[0], scale[1], ratio[0], ratio[1]));
  }

  private static double[] range(Section section, String key, double[] usual, double most) {
    Optional<YamlNode> node = section.find(key);
    if (node.isEmpty()) {
      return usual;
    }
    String expected =
        Text.format("two ascending numbers above 0, at most %s, such as [0.3, 1]", most);
    List<YamlNode> items = section.list(key, "[0.3, 1]");
    String path = "training.augmentation." + key;
    if (items.size() != 2) {
      throw Section.problem(node.get(), path, "expected " + expected);
    }
    double low = Section.convert(items.get(0), path, expected, Numerals::decimal);
    double high = Section.convert(items.get(1), path, expected, Numerals::decimal);
    if (!(low > 0 && low <= high && high <= most)) {
      throw Section.problem(node.get(), path, "expected " + expected);
    }
    return new double[] {low, high};
  }
}
