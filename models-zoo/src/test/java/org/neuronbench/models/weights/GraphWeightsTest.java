package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import org.neuronbench.models.ModelZoo;

class GraphWeightsTest {

  private final ComputationGraph graph = micro();
  private final Map<String, Tensor> tensors = numbered(new GraphWeights(graph).save());

  private static ComputationGraph micro() {
    return ModelZoo.untrainedMicro(3).prototype();
  }

  /** Gives every value of every tensor a value of its own. */
  private static Map<String, Tensor> numbered(Map<String, Tensor> tensors) {
    Map<String, Tensor> numbered = new LinkedHashMap<>();
    float next = 1;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      float[] values = new float[entry.getValue().values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = next++;
      }
      numbered.put(entry.getKey(), new Tensor(entry.getValue().shape(), values));
    }
    return numbered;
  }

  private static WeightFile file(Map<String, Tensor> tensors) {
    return new WeightFile("w.safetensors", tensors, Map.of(), "");
  }

  private String complaint(boolean withHead) {
    return catchThrowableOfType(
            InputException.class, () -> new GraphWeights(graph).load(file(tensors), withHead))
        .getMessage();
  }

  @Test
  void savesWhatItLoaded() {
    new GraphWeights(graph).load(file(tensors), true);
    new GraphWeights(graph)
        .save()
        .forEach(
            (name, tensor) -> {
              assertThat(tensor.shape()).as(name).isEqualTo(tensors.get(name).shape());
              assertThat(tensor.values()).as(name).isEqualTo(tensors.get(name).values());
            });
  }

  @Test
  void usesTheNamesAndShapesOfTorchvision() {
    assertThat(tensors.get("features.0.0.weight").shape()).containsExactly(12, 3, 3, 3);
    assertThat(tensors.get("features.1.conv.0.0.weight").shape()).containsExactly(12, 1, 3, 3);
    assertThat(tensors.get("features.2.conv.0.0.weight").shape()).containsExactly(36, 12, 1, 1);
    assertThat(tensors.get("features.0.1.running_var").shape()).containsExactly(12);
    assertThat(tensors.get("classifier.weight").shape()).containsExactly(3, 64);
    assertThat(tensors).containsKeys("features.0.1.bias", "classifier.bias");
  }

  @Test
  void passesOverTheHeadWhereItIsReplaced() {
    float[] before = new GraphWeights(graph).save().get("classifier.weight").values();
    tensors.put("classifier.weight", new Tensor(new long[] {7}, new float[7]));
    new GraphWeights(graph).load(file(tensors), false);
    assertThat(new GraphWeights(graph).save().get("classifier.weight").values()).isEqualTo(before);
  }

  @Test
  void passesOverBatchCounters() {
    tensors.put("features.0.1.num_batches_tracked", new Tensor(new long[] {}, new float[1]));
    new GraphWeights(graph).load(file(tensors), true);
  }

  @Test
  void namesMissingTensors() {
    tensors.remove("features.0.0.weight");
    tensors.remove("features.3.conv.3.bias");
    assertThat(complaint(true))
        .isEqualTo(
            "Weight file w.safetensors does not fit the network: 2 tensors missing"
                + " (features.0.0.weight, features.3.conv.3.bias); check the model id, width and"
                + " input of the experiment");
  }

  @Test
  void namesTensorsThatAreNotPartOfTheNetwork() {
    tensors.put("features.9.weight", new Tensor(new long[] {1}, new float[1]));
    assertThat(complaint(true)).contains("1 tensors not part of the network (features.9.weight);");
  }

  @Test
  void namesWrongShapes() {
    tensors.put("features.0.0.weight", new Tensor(new long[] {12, 27}, new float[12 * 27]));
    assertThat(complaint(true))
        .contains("features.0.0.weight has shape [12, 27], expected [12, 3, 3, 3];");
  }

  @Test
  void namesSomeOfManyProblems() {
    tensors.keySet().removeIf(name -> name.endsWith(".weight"));
    assertThat(complaint(true)).contains("tensors missing (features.0.0.weight, ", " more)");
    assertThat(complaint(true)).hasSizeLessThan(600);
  }

  @Test
  void changesNothingIfSomethingDoesNotFit() {
    float[] before = graph.params().toFloatVector();
    tensors.remove("classifier.bias");
    assertThat(complaint(true)).contains("classifier.bias");
    assertThat(Arrays.equals(before, graph.params().toFloatVector())).isTrue();
  }
}
