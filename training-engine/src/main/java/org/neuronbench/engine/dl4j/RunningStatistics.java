package org.neuronbench.engine.dl4j;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.neuronbench.core.Text;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.spi.Network;

/**
 * Updates the running statistics of batch norm.
 *
 * <p>Deeplearning4j hands the change of the running mean and variance out as a gradient, with the
 * biased batch variance. PyTorch, where the weights come from, takes the unbiased one.
 */
final class RunningStatistics {

  private final Map<BatchNorm, Normalised> norms = new HashMap<>();

  /** What a batch norm normalises: values per channel and image, and the decay of its average. */
  private record Normalised(int area, float decay) {}

  RunningStatistics(ParameterLayout layout, ComputationGraph graph, Network network) {
    int size = network.layers().get(0).inputHeight();
    Map<String, InputType> types =
        graph.getConfiguration().getLayerActivationTypes(InputType.convolutional(size, size, 3));
    for (BatchNorm norm : layout.batchNorms().values()) {
      InputType map = types.get(norm.name());
      if (!(map instanceof InputTypeConvolutional extent)) {
        throw new IllegalArgumentException(
            Text.format("Batch norm %s must normalise a map, not %s", norm.name(), map));
      }
      int area = (int) (extent.getHeight() * extent.getWidth());
      double decay =
          ((org.deeplearning4j.nn.conf.layers.BatchNormalization)
                  graph.getLayer(norm.name()).conf().getLayer())
              .getDecay();
      norms.put(norm, new Normalised(area, (float) decay));
    }
  }

  void update(float[] parameters, float[] gradients, int images) {
    norms.forEach(
        (norm, normalised) -> {
          subtract(parameters, gradients, norm.mean());
          float count = (float) images * normalised.area();
          unbiased(parameters, gradients, norm.variance(), normalised.decay(), count);
        });
  }

  private static void subtract(float[] parameters, float[] gradients, Range range) {
    for (int i = range.offset(); i < range.offset() + range.length(); i++) {
      parameters[i] -= gradients[i];
    }
  }

  private static void unbiased(
      float[] parameters, float[] gradients, Range range, float decay, float count) {
    float correction = count > 1 ? count / (count - 1) : 1;
    for (int i = range.offset(); i < range.offset() + range.length(); i++) {
      float batchShare = (1 - decay) * parameters[i] - gradients[i];
      parameters[i] = decay * parameters[i] + batchShare * correction;
    }
  }
}
