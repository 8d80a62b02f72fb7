package org.neuronbench.models.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.SafetensorsWriter;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;

/** Weights of a model by torchvision's names, in network order, all of 32-bit floats. */
public record ImportedWeights(
    String model,
    double width,
    Map<String, Tensor> tensors,
    Map<String, String> metadata,
    ImportReport report) {

  private static final int HASH_DIGITS = 8;

  /** Names the file that a store would keep. */
  public String fileName() {
    String label = width == 1 ? model : model + "-w" + width;
    String hash = metadata.getOrDefault(WeightFacts.ORIGIN_SHA256, "");
    return Text.format(
        "%s-%s.safetensors", label, hash.substring(0, Math.min(HASH_DIGITS, hash.length())));
  }

  /** Writes the weights, making folders, and beside them what became of every tensor. */
  public Path write(Path file) {
    Path report = file.resolveSibling(file.getFileName() + ".import.txt");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      SafetensorsWriter.write(file, tensors, metadata);
      Files.writeString(report, report().full());
      return report;
    } catch (IOException e) {
      throw new InputException(
          Text.format("%s cannot be written (%s); give another place with --output", file, e), e);
    }
  }
}
