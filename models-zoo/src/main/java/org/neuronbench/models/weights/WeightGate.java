package org.neuronbench.models.weights;

import java.util.Arrays;
import java.util.Map;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** What every number of a weight file has to be before a network takes it. */
public final class WeightGate {

  private static final String VARIANCE = ".running_var";

  private WeightGate() {}

  /** Refuses numbers that no trained network has: not finite, or a variance below 0. */
  public static void check(String source, Map<String, Tensor> tensors) {
    tensors.forEach(
        (name, tensor) -> {
          int index = tensor.firstNotFinite();
          if (index >= 0) {
            throw unusable(source, name, tensor, index, "a finite number");
          }
          if (name.endsWith(VARIANCE)) {
            checkVariances(source, name, tensor);
          }
        });
  }

  private static void checkVariances(String source, String name, Tensor tensor) {
    for (int i = 0; i < tensor.values().length; i++) {
      if (tensor.values()[i] < 0) {
        throw unusable(source, name, tensor, i, "a variance, which is 0 or more");
      }
    }
  }

  private static InputException unusable(
      String source, String name, Tensor tensor, int index, String expected) {
    return new InputException(
        Text.format(
            "Weight file %s: value %d of %s %s is %s, not %s; fetch or export the file again",
            source,
            index,
            name,
            Arrays.toString(tensor.shape()),
            tensor.values()[index],
            expected));
  }
}
