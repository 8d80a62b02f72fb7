package org.neuronbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsWriter;
import org.neuronbench.models.weights.Tensor;

/** Weight files that commands are given. */
public final class WeightFiles {

  private WeightFiles() {}

  /** A MobileNetV2 of width 0.35 with random weights and a classifier of four classes. */
  public static Path narrow(Path file) throws IOException {
    SafetensorsWriter.write(file, tensors(), Map.of());
    return file;
  }

  public static Map<String, Tensor> tensors() {
    return new GraphWeights(ModelZoo.graph("mobilenet-v2", 0.35, 32, 4, Optional.empty())).save();
  }
}
