package org.neuronbench.models.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of Keras Applications' MobileNetV2: {@code Conv1/kernel}, {@code
 * block_1_expand_BN/gamma}. Layers may be nested, separated by a slash or a point, and end in
 * {@code :0}.
 */
final class KerasNames {

  private static final Pattern BLOCK =
      Pattern.compile("(?:block_([0-9]{1,2})|expanded_conv)_(expand|depthwise|project)(_BN)?");

  private static final Map<String, String> AROUND =
      Map.of(
          "Conv1", "features.0.0",
          "bn_Conv1", "features.0.1",
          "Conv_1", "features.18.0",
          "Conv_1_bn", "features.18.1",
          "predictions", "classifier.1",
          "Logits", "classifier.1");

  private static final Map<String, Integer> POSITIONS =
      Map.of("expand", 0, "depthwise", 1, "project", 2);

  private static final Map<String, String> VARIABLES =
      Map.of(
          "kernel", "weight",
          "depthwise_kernel", "weight",
          "bias", "bias",
          "gamma", "weight",
          "beta", "bias",
          "moving_mean", "running_mean",
          "moving_variance", "running_var");

  private KerasNames() {}

  /** The last two parts of a name: layer and variable. */
  private static String[] parts(String name) {
    String[] parts = name.replaceFirst(":0$", "").split("[/.]");
    return parts.length < 2
        ? new String[] {"", name}
        : new String[] {parts[parts.length - 2], parts[parts.length - 1]};
  }

  static Set<String> layers(Set<String> names) {
    return names.stream().map(name -> parts(name)[0]).collect(Collectors.toSet());
  }

  static Optional<Renamed> renamed(String name) {
    String layer = parts(name)[0];
    String variable = parts(name)[1];
    String suffix = VARIABLES.get(variable);
    Optional<String> module = Optional.ofNullable(AROUND.get(layer)).or(() -> inBlock(layer));
    return suffix == null
        ? Optional.empty()
        : module.map(m -> new Renamed(m + "." + suffix, layout(m, variable)));
  }

  private static Layout layout(String module, String variable) {
    return switch (variable) {
      case "depthwise_kernel" -> Layout.HWCM;
      case "kernel" -> module.startsWith("classifier") ? Layout.IO : Layout.HWIO;
      default -> Layout.PYTORCH;
    };
  }

  private static Optional<String> inBlock(String layer) {
    Matcher block = BLOCK.matcher(layer);
    if (!block.matches()) {
      return Optional.empty();
    }
    int feature = block.group(1) == null ? 1 : Integer.parseInt(block.group(1)) + 1;
    boolean expands = block.group(1) != null;
    int position = POSITIONS.getOrDefault(block.group(2), 0) - (expands ? 0 : 1);
    boolean last = block.group(2).equals("project");
    boolean batchNorm = block.group(3) != null;
    if (position < 0) {
      return Optional.empty();
    }
    // torchvision wraps all but the last convolution of a block with its batch norm
    String module =
        last
            ? String.valueOf(position + (batchNorm ? 1 : 0))
            : position + (batchNorm ? ".1" : ".0");
    return Optional.of("features." + feature + ".conv." + module);
  }
}
