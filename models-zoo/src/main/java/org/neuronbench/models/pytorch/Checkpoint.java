package org.neuronbench.models.pytorch;

import java.util.List;
import org.neuronbench.models.weights.WeightFile;

/** The tensors of a PyTorch checkpoint, and what was unwrapped or passed over on the way. */
public record Checkpoint(WeightFile weights, List<String> remarks) {

  public Checkpoint {
    remarks = List.copyOf(remarks);
  }
}
