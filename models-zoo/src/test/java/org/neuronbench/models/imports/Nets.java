package org.neuronbench.models.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsWriter;
import org.neuronbench.models.weights.Tensor;

/** Networks whose every number differs, so that a tensor in the wrong place is noticed. */
final class Nets {

  private Nets() {}

  static Map<String, Tensor> torchvision(String id, double width, int classes) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    float next = 1;
    for (Map.Entry<String, long[]> slot :
        GraphWeights.shapes(ModelZoo.network(id, width, 32, classes, Optional.empty()), true)
            .entrySet()) {
      int count = 1;
      for (long extent : slot.getValue()) {
        count *= (int) extent;
      }
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = next++ / 64;
      }
      tensors.put(slot.getKey(), new Tensor(slot.getValue(), values));
    }
    return tensors;
  }

  static Path write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.write(file, tensors, metadata);
    return file;
  }

  static Path write(Path file, Map<String, Tensor> tensors) throws IOException {
    return write(file, tensors, Map.of());
  }

  /** The names that timm gives the tensors of a MobileNetV2, spelt out from its source. */
  static Map<String, Tensor> timm(Map<String, Tensor> torchvision) {
    Map<String, String> modules = new LinkedHashMap<>();
    modules.put("features.0.0", "conv_stem");
    modules.put("features.0.1", "bn1");
    modules.put("features.1.conv.0.0", "blocks.0.0.conv_dw");
    modules.put("features.1.conv.0.1", "blocks.0.0.bn1");
    modules.put("features.1.conv.1", "blocks.0.0.conv_pw");
    modules.put("features.1.conv.2", "blocks.0.0.bn2");
    int feature = 2;
    int[] repeats = {2, 3, 4, 3, 3, 1};
    for (int stage = 1; stage <= 6; stage++) {
      for (int block = 0; block < repeats[stage - 1]; block++) {
        String there = "blocks.%d.%d.".formatted(stage, block);
        String here = "features.%d.conv.".formatted(feature++);
        modules.put(here + "0.0", there + "conv_pw");
        modules.put(here + "0.1", there + "bn1");
        modules.put(here + "1.0", there + "conv_dw");
        modules.put(here + "1.1", there + "bn2");
        modules.put(here + "2", there + "conv_pwl");
        modules.put(here + "3", there + "bn3");
      }
    }
    modules.put("features.18.0", "conv_head");
    modules.put("features.18.1", "bn2");
    modules.put("classifier.1", "classifier");
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    torchvision.forEach(
        (name, tensor) -> {
          int dot = name.lastIndexOf('.');
          renamed.put(modules.get(name.substring(0, dot)) + name.substring(dot), tensor);
        });
    return renamed;
  }

  /** The names and layouts of Keras Applications' MobileNetV2. */
  static Map<String, Tensor> keras(Map<String, Tensor> torchvision) {
    Map<String, String> modules = new LinkedHashMap<>();
    modules.put("features.0.0", "Conv1");
    modules.put("features.0.1", "bn_Conv1");
    modules.put("features.1.conv.0.0", "expanded_conv_depthwise");
    modules.put("features.1.conv.0.1", "expanded_conv_depthwise_BN");
    modules.put("features.1.conv.1", "expanded_conv_project");
    modules.put("features.1.conv.2", "expanded_conv_project_BN");
    for (int block = 1; block <= 16; block++) {
      String there = "block_%d_".formatted(block);
      String here = "features.%d.conv.".formatted(block + 1);
      modules.put(here + "0.0", there + "expand");
      modules.put(here + "0.1", there + "expand_BN");
      modules.put(here + "1.0", there + "depthwise");
      modules.put(here + "1.1", there + "depthwise_BN");
      modules.put(here + "2", there + "project");
      modules.put(here + "3", there + "project_BN");
    }
    modules.put("features.18.0", "Conv_1");
    modules.put("features.18.1", "Conv_1_bn");
    modules.put("classifier.1", "predictions");
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    torchvision.forEach(
        (name, tensor) -> {
          int dot = name.lastIndexOf('.');
          String layer = modules.get(name.substring(0, dot));
          keras(layer, name.substring(dot + 1), tensor, renamed);
        });
    return renamed;
  }

  private static void keras(
      String layer, String suffix, Tensor tensor, Map<String, Tensor> renamed) {
    boolean depthwise = layer.endsWith("depthwise");
    switch (tensor.shape().length) {
      case 4 -> // [O, I, H, W] to [H, W, I, O]; [C, 1, H, W] to [H, W, C, 1]
          renamed.put(
              layer + (depthwise ? "/depthwise_kernel" : "/kernel"),
              depthwise ? tensor.permuted(2, 3, 0, 1) : tensor.permuted(2, 3, 1, 0));
      case 2 -> renamed.put(layer + "/kernel", tensor.permuted(1, 0));
      default -> {
        String variable =
            switch (suffix) {
              case "weight" -> "gamma";
              case "bias" -> layer.equals("predictions") ? "bias" : "beta";
              case "running_mean" -> "moving_mean";
              default -> "moving_variance";
            };
        renamed.put(layer + "/" + variable, tensor);
      }
    }
  }
}
