package org.neuronbench.models.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;

/** The weights of a fine-tuned network by torchvision's names, and what is known of them. */
public record TrainedWeights(Map<String, Tensor> tensors, Map<String, String> metadata) {

  /** What was true of the network before it was trained further, and is not any more. */
  private static final List<String> OUTDATED =
      List.of(WeightFacts.CLAIMED, "claimed-by", "origin-file", WeightFacts.BATCH_NORM);

  /** Copies the weights out of a session; how it was trained is said in one line. */
  public static TrainedWeights of(
      GraphModel model, GraphSession session, List<String> classNames, String trained) {
    Map<String, String> metadata = new LinkedHashMap<>(model.weightMetadata());
    OUTDATED.forEach(metadata::remove);
    metadata.put("format", "pt");
    metadata.put(WeightFacts.MODEL, model.id());
    metadata.put(WeightFacts.CLASSES, String.valueOf(classNames.size()));
    metadata.put("class-names", json(classNames));
    metadata.put(WeightFacts.MEAN, WeightFacts.text(model.preprocessing().mean()));
    metadata.put(
        WeightFacts.DEVIATION, WeightFacts.text(model.preprocessing().standardDeviation()));
    metadata.put("image-size", String.valueOf(model.inputSize()));
    metadata.put("trained", trained);
    metadata.put("trained-from-sha256", model.weightsHash());
    return new TrainedWeights(new GraphWeights(session.trainedGraph()).save(), metadata);
  }

  private static String json(List<String> names) {
    try {
      return new JsonMapper().writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A list of texts is JSON", e);
    }
  }
}
