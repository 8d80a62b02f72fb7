package org.neuronbench.models.pytorch;

import java.util.List;
import org.neuronbench.models.weights.WeightFile;

/**
 * The tensors of a PyTorch checkpoint.
 *
 * @param weights the tensors of its state dictionary, in its order
 * @param remarks what was unwrapped, shortened or passed over on the way there
 */
public record Checkpoint(WeightFile weights, List<String> remarks) {

  /** Copies the list. */
  public Checkpoint {
    remarks = List.copyOf(remarks);
  }
}
