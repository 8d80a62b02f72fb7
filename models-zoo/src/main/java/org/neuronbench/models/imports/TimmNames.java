package org.neuronbench.models.imports;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of timm's MobileNetV2: {@code conv_stem}, {@code blocks.STAGE.BLOCK.conv_dw}. */
final class TimmNames {

  private static final Pattern BLOCK =
      Pattern.compile("blocks\\.([0-6])\\.([0-9])\\.([a-z0-9_]+)\\.([a-z_]+)");
  private static final Pattern PLAIN = Pattern.compile("([a-z0-9_]+)\\.([a-z_]+)");

  /** Where each stage begins among torchvision's features, and where the next would. */
  private static final int[] STAGES = {1, 2, 4, 7, 11, 14, 17, 18};

  private static final Map<String, String> AROUND =
      Map.of(
          "conv_stem", "features.0.0",
          "bn1", "features.0.1",
          "conv_head", "features.18.0",
          "bn2", "features.18.1",
          "classifier", "classifier.1");

  /** The first stage's blocks do not expand. */
  private static final Map<String, String> DEPTHWISE_SEPARABLE =
      Map.of("conv_dw", "0.0", "bn1", "0.1", "conv_pw", "1", "bn2", "2");

  private static final Map<String, String> INVERTED_RESIDUAL =
      Map.of(
          "conv_pw", "0.0",
          "bn1", "0.1",
          "conv_dw", "1.0",
          "bn2", "1.1",
          "conv_pwl", "2",
          "bn3", "3");

  private TimmNames() {}

  static Optional<Renamed> renamed(String name) {
    Matcher block = BLOCK.matcher(name);
    if (block.matches()) {
      return inBlock(block);
    }
    Matcher plain = PLAIN.matcher(name);
    return plain.matches()
        ? Optional.ofNullable(AROUND.get(plain.group(1)))
            .map(module -> Renamed.of(module + "." + plain.group(2)))
        : Optional.empty();
  }

  private static Optional<Renamed> inBlock(Matcher block) {
    int stage = Integer.parseInt(block.group(1));
    int feature = STAGES[stage] + Integer.parseInt(block.group(2));
    if (feature >= STAGES[stage + 1]) {
      return Optional.empty();
    }
    Map<String, String> modules = stage == 0 ? DEPTHWISE_SEPARABLE : INVERTED_RESIDUAL;
    return Optional.ofNullable(modules.get(block.group(3)))
        .map(m -> Renamed.of("features." + feature + ".conv." + m + "." + block.group(4)));
  }
}
