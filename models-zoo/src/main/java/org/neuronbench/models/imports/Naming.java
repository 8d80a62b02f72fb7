package org.neuronbench.models.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neuronbench.models.weights.WeightFile;

/** Whose names a file uses. */
enum Naming {
  /** Also timm's ResNets, which use the same names. */
  TORCHVISION("torchvision"),
  TIMM("timm"),
  KERAS("Keras");

  private final String title;

  Naming(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  Optional<Renamed> renamed(String name) {
    return switch (this) {
      case TORCHVISION -> Optional.of(Renamed.of(name));
      case TIMM -> TimmNames.renamed(name);
      case KERAS -> KerasNames.renamed(name);
    };
  }

  /** Recognises whose names these are by the first convolution's. */
  static Naming of(String source, Set<String> names) {
    if (names.contains("conv_stem.weight")) {
      return TIMM;
    }
    Set<String> layers = KerasNames.layers(names);
    if (layers.contains("conv1_conv")) {
      throw WeightFile.refused(
          source,
          "holds a Keras ResNet, which is another network than resnet-50: it strides in the first"
              + " 1x1 convolution of a block and its convolutions have biases. Take PyTorch's"
              + " weights ('models fetch resnet-50')");
    }
    return layers.contains("Conv1") || layers.contains("bn_Conv1") ? KERAS : TORCHVISION;
  }

  /** What weights of this origin expect, unless they say otherwise. */
  Map<String, String> expectations() {
    return this == KERAS
        ? Map.of("preprocessing", "half", "padding", "same", "bn-epsilon", "1e-3")
        : Map.of("preprocessing", "imagenet", "padding", "symmetric", "bn-epsilon", "1e-5");
  }
}
