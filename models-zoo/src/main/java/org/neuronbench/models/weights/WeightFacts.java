package org.neuronbench.models.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.Preprocessing;

/** What a weight file, named for messages, says of itself. */
public record WeightFacts(String source, Map<String, String> metadata) {

  /** Per-channel means of the input, red first, in [0, 1]: {@code 0.485, 0.456, 0.406}. */
  public static final String MEAN = "mean";

  public static final String DEVIATION = "std";

  /** How images were prepared, in words; read where mean and deviation are not given. */
  public static final String INPUT = "input";

  /** What surrounds the input of a convolution of stride 2; {@code SAME} in it is TensorFlow's. */
  public static final String PADDING = "padding";

  public static final String MODEL = "model";
  public static final String WIDTH = "width";

  /** Outputs of the classifier, or {@code none}. */
  public static final String CLASSES = "classes";

  /** The accuracy its authors state. */
  public static final String CLAIMED = "claimed";

  /** Where they state it, or where the file comes from. */
  public static final String SOURCE = "source";

  public static final String LICENSE = "license";

  /** What became of batch norm before the weights came here. */
  public static final String BATCH_NORM = "bn";

  /** The value of {@link #BATCH_NORM} where convolutions have nothing but the biases of theirs. */
  public static final String FOLDED =
      "folded in the source: means 0, variances 1 - epsilon, biases its own";

  /** SHA-256 of the file that these weights were imported from. */
  public static final String ORIGIN_SHA256 = "origin-sha256";

  private static final List<String> SHOWN =
      List.of(
          MODEL,
          WIDTH,
          CLASSES,
          CLAIMED,
          INPUT,
          PADDING,
          "bn_eps",
          "dataset",
          SOURCE,
          LICENSE,
          "origin-file",
          ORIGIN_SHA256,
          "trained");

  private static final int LONGEST = 400;

  public static WeightFacts of(WeightFile file) {
    return new WeightFacts(file.source(), file.metadata());
  }

  /**
   * Returns how pixels become input: the file's mean and deviation; without them [-1, 1] where its
   * {@code input} speaks of 127.5, and ImageNet's otherwise.
   */
  public Preprocessing preprocessing() {
    String mean = metadata.get(MEAN);
    String deviation = metadata.get(DEVIATION);
    if (mean == null || deviation == null) {
      return metadata.getOrDefault(INPUT, "").contains("127.5")
          ? Preprocessing.HALF
          : Preprocessing.IMAGENET;
    }
    try {
      return new Preprocessing(numbers(mean), numbers(deviation));
    } catch (IllegalArgumentException e) {
      throw WeightFile.refused(
          source,
          "says mean '%s' and std '%s', which cannot be used: %s",
          mean,
          deviation,
          e.getMessage());
    }
  }

  /** Writes numbers down as {@link #MEAN} has them. */
  public static String text(List<Double> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }

  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String number : text.split(",", -1)) {
      double value = Double.parseDouble(number.strip());
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(number + " is not finite");
      }
      numbers.add(value);
    }
    return numbers;
  }

  /** Tells whether convolutions of stride 2 pad as TensorFlow's SAME, not by (k - 1) / 2. */
  public boolean samePadding() {
    return metadata.getOrDefault(PADDING, "").contains("SAME");
  }

  public @Nullable String claimed() {
    return metadata.get(CLAIMED);
  }

  /** Lists what people want to know, in the order they want to know it; long texts are cut. */
  public Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    for (String key : SHOWN) {
      String value = metadata.get(key);
      if (value != null) {
        shown.put(key, value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...");
      }
    }
    return shown;
  }
}
