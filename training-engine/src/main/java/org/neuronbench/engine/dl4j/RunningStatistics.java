package org.neuronbench.engine.dl4j;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.neuronbench.engine.ParameterLayout;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.spi.ConvolutionLayer;
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
    Map<String, Integer> areas = new HashMap<>();
    for (ConvolutionLayer layer : network.layers()) {
      areas.put(layer.name(), layer.outputHeight() * layer.outputWidth());
    }
    for (BatchNorm norm : layout.batchNorms().values()) {
      String source =
          Objects.requireNonNull(graph.getConfiguration().getVertexInputs().get(norm.name()))
              .get(0);
      Integer area = areas.get(source);
      if (area == null) {
        throw new IllegalArgumentException(
            "Batch norm %s must follow a convolution, not %s".formatted(norm.name(), source));
      }
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
