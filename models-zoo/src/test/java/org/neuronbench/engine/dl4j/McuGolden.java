package org.neuronbench.engine.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.NativeThreads;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.Shared;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/** The golden values of the MobileNetV2-w0.35 with a five-class head, and the same network here. */
final class McuGolden {

  final WeightFile values = SafetensorsReader.read(Shared.file("golden/mcu_mbv2_w035.safetensors"));
  final GraphModel model =
      (GraphModel)
          new ModelZoo()
              .load(
                  new ModelRequest(
                      "mbv2-w0.35",
                      Optional.of(Shared.file("data/mcu_mbv2_w0.35_r128.safetensors")),
                      1,
                      Head.REPLACED,
                      128,
                      5));

  Tensor tensor(String name) {
    Tensor tensor = values.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("No golden tensor " + name);
    }
    return tensor;
  }

  JsonNode metadata(String key) throws IOException {
    return new JsonMapper().readTree(values.metadata().get(key));
  }

  INDArray images(String name) {
    return Nd4j.create(tensor(name).values(), tensor(name).shape(), 'c');
  }

  int[] labels() {
    float[] y = tensor("y").values();
    int[] labels = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      labels[i] = (int) y[i];
    }
    return labels;
  }

  /** Opens a session whose head is the golden one. */
  Dl4jSession open(BatchNormMode batchNorm) {
    NativeThreads.use(2);
    Dl4jSession session =
        new Dl4jSession(model, new SessionSettings(batchNorm, 0, 0, 0, 8, 2, new RandomStream(1)));
    setParameters(session, "");
    return session;
  }

  /** Writes parameters stored after a step, or with an empty prefix the golden head. */
  void setParameters(Dl4jSession session, String prefix) {
    Map<String, Tensor> current = new GraphWeights(session.graph().stock()).save();
    current.replaceAll(
        (name, tensor) -> {
          String golden = prefix + name.replace("classifier.", "head.");
          return values.tensors().getOrDefault(golden, tensor);
        });
    new GraphWeights(session.graph().stock())
        .load(new WeightFile("golden", current, Map.of(), ""), true);
    float[] updated = session.graph().stock().params().toFloatVector();
    System.arraycopy(updated, 0, session.graph().parameters(), 0, updated.length);
  }

  /** Reads gradients of the mean loss by torchvision name, in torchvision's shapes. */
  Map<String, Tensor> gradients(Dl4jSession session, int images) {
    float[] flat = session.graph().gradients();
    org.deeplearning4j.nn.graph.ComputationGraph holder =
        new org.deeplearning4j.nn.graph.ComputationGraph(
            session.graph().stock().getConfiguration().clone());
    for (int i = 0; i < flat.length; i++) {
      flat[i] /= images;
    }
    holder.init(Nd4j.create(flat), false);
    return new GraphWeights(holder).save();
  }

  double[] perNeuron(String prefix) {
    Network network = model.network();
    double[] all = new double[network.neurons()];
    for (ConvolutionLayer layer : network.layers()) {
      float[] part = tensor(prefix + layer.name()).values();
      for (int i = 0; i < part.length; i++) {
        all[layer.firstNeuron() + i] = part[i];
      }
    }
    return all;
  }

  Selection mask(String prefix) {
    double[] mask = perNeuron(prefix);
    return Selection.of(
        model.network(),
        java.util.stream.IntStream.range(0, mask.length).filter(i -> mask[i] > 0).toArray());
  }
}
