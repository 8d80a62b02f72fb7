package org.neuronbench.models.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbench.models.Architecture;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.graphs.MobileNetV2;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;

/** Recognises a network by its tensors, which have torchvision's names by now. */
final class Recogniser {

  /** The last block of each stage of MobileNetV2. */
  private static final int[] STAGE_ENDS = {3, 6, 10, 13, 16, 17};

  private Recogniser() {}

  /** A file that lacks a tensor, or has one too many, is told apart by the tensors that matter. */
  static Architecture of(String source, Map<String, Tensor> tensors, Map<String, String> metadata) {
    if (metadata.containsKey("arch")) {
      throw WeightFile.refused(
          source,
          "describes its own network; say which one it is with --model, such as --model"
              + " mcunet-5fps");
    }
    return ModelZoo.recognise(tensors).orElseGet(() -> nearest(source, tensors));
  }

  private static Architecture nearest(String source, Map<String, Tensor> tensors) {
    Set<String> names = tensors.keySet();
    if (names.contains("features.0.0.weight") && names.contains("features.18.0.weight")) {
      return new Architecture("mobilenet-v2", widthOf(source, tensors));
    }
    if (names.contains("layer1.0.conv1.weight")) {
      return new Architecture(resNet(source, names), 1);
    }
    throw WeightFile.refused(
        source,
        "is of no network that is known by its tensors; say which one it is with --model. It begins"
            + " with %s",
        String.join(", ", names.stream().limit(4).toList()));
  }

  private static double widthOf(String source, Map<String, Tensor> tensors) {
    List<Integer> found = new ArrayList<>();
    found.add(outputs(tensors, "features.0.0.weight"));
    found.add(outputs(tensors, "features.1.conv.1.weight"));
    for (int end : STAGE_ENDS) {
      found.add(outputs(tensors, "features." + end + ".conv.2.weight"));
    }
    found.add(outputs(tensors, "features.18.0.weight"));
    for (double width : MobileNetV2.widths()) {
      if (MobileNetV2.channels(width).equals(found)) {
        return width;
      }
    }
    throw WeightFile.refused(
        source,
        "holds a MobileNetV2 of no width that is known: its stages have %s channels; if it is one,"
            + " say so with --model mobilenet-v2 --width",
        found);
  }

  /** Returns 0 for a tensor that is not there: no width has that. */
  private static int outputs(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    return tensor == null || tensor.shape().length == 0 ? 0 : (int) tensor.shape()[0];
  }

  private static String resNet(String source, Set<String> names) {
    List<Integer> blocks = new ArrayList<>();
    for (int stage = 1; stage <= 4; stage++) {
      int count = 0;
      while (names.contains("layer" + stage + "." + count + ".conv1.weight")) {
        count++;
      }
      blocks.add(count);
    }
    boolean bottleneck = names.contains("layer1.0.conv3.weight");
    if (!bottleneck && blocks.get(0) == 2) {
      return "resnet-18";
    }
    if (bottleneck && blocks.equals(List.of(3, 4, 6, 3))) {
      return "resnet-50";
    }
    throw WeightFile.refused(
        source,
        "holds a ResNet of %s %s blocks, which is none of resnet-18 and resnet-50",
        blocks,
        bottleneck ? "bottleneck" : "basic");
  }
}
