package org.neuronbench.models.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.ElementType;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsWriter;
import org.neuronbench.models.weights.Tensor;

/**
 * Writes weights for PyTorch: torchvision's names, and a counter of batches for every batch norm,
 * so that {@code load_state_dict} is content with them.
 */
public final class WeightExport {

  private static final String MEAN = ".running_mean";

  private WeightExport() {}

  /** Writes a file, making folders, and counts its tensors. */
  public static int write(ImportedWeights weights, Path file) {
    Map<String, Tensor> tensors = withCounters(weights.tensors());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      SafetensorsWriter.write(file, tensors, weights.metadata());
      return tensors.size();
    } catch (IOException e) {
      throw new InputException(
          Text.format("%s cannot be written (%s); give another place with --output", file, e), e);
    }
  }

  private static Map<String, Tensor> withCounters(Map<String, Tensor> tensors) {
    Map<String, Tensor> all = new LinkedHashMap<>(tensors);
    for (String name : tensors.keySet()) {
      if (name.endsWith(MEAN)) {
        String module = name.substring(0, name.length() - MEAN.length());
        all.put(
            module + GraphWeights.COUNTER,
            new Tensor(new long[0], new float[] {0}, ElementType.I64));
      }
    }
    return all;
  }
}
