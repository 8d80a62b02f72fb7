package org.neuronbench.models.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.core.engine.Preprocessing;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.weights.GraphWeights;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFacts;
import org.neuronbench.models.weights.WeightFile;

/**
 * Unfolds a batch norm that was folded into biases: measures mean and variance of what each
 * convolution puts out for some images, and sets scale and shift so that evaluation stays the same.
 */
public final class BatchNormStatistics {

  private static final int BATCH = 16;
  private static final int CHANNELS = 3;

  private final ComputationGraph graph;
  private final Map<String, Sums> sums = new LinkedHashMap<>();

  /** Sums over every pixel of every image, by channel. */
  private static final class Sums {

    private final double[] values;
    private final double[] squares;
    private long count;

    Sums(int channels) {
      values = new double[channels];
      squares = new double[channels];
    }

    void add(INDArray map) {
      float[] sum = map.sum(0, 2, 3).toFloatVector();
      try (INDArray squared = map.mul(map)) {
        float[] sumOfSquares = squared.sum(0, 2, 3).toFloatVector();
        for (int c = 0; c < values.length; c++) {
          values[c] += sum[c];
          squares[c] += sumOfSquares[c];
        }
      }
      count += map.length() / values.length;
    }

    double mean(int channel) {
      return values[channel] / count;
    }

    double variance(int channel) {
      return Math.max(0, squares[channel] / count - mean(channel) * mean(channel));
    }
  }

  private BatchNormStatistics(ComputationGraph graph) {
    this.graph = graph;
  }

  /**
   * Unfolds the batch norms of imported weights, measured on images of the size that the network
   * was made for: the logits stay the same, and batch norms are as training leaves them.
   */
  public static ImportedWeights unfolded(ImportedWeights folded, ImageSet images, String dataset) {
    if (!WeightFacts.FOLDED.equals(folded.metadata().get(WeightFacts.BATCH_NORM))) {
      throw new InputException(
          Text.format(
              "The batch norms of these %s weights are not folded: leave out --statistics",
              folded.model()));
    }
    if (images.size() == 0) {
      throw new InputException(
          Text.format("%s has no training images to measure batch norm on", dataset));
    }
    WeightFile file = new WeightFile(dataset, folded.tensors(), folded.metadata(), "");
    ComputationGraph graph =
        ModelZoo.graph(folded.model(), folded.width(), images.imageSize(), 2, Optional.of(file));
    try {
      new GraphWeights(graph).load(file, false);
      BatchNormStatistics statistics = new BatchNormStatistics(graph);
      statistics.measure(images, WeightFacts.of(file).preprocessing());
      return new ImportedWeights(
          folded.model(),
          folded.width(),
          statistics.unfolded(folded.tensors()),
          metadata(folded, images.size(), dataset),
          folded.report());
    } finally {
      graph.close();
    }
  }

  private static Map<String, String> metadata(ImportedWeights folded, int images, String dataset) {
    Map<String, String> metadata = new LinkedHashMap<>(folded.metadata());
    metadata.put(
        WeightFacts.BATCH_NORM,
        Text.format(
                "folded in the source; unfolded with means and variances of %d training images of %s, so",
                images, dataset)
            + " that evaluation is the same");
    return metadata;
  }

  private void measure(ImageSet images, Preprocessing preprocessing) {
    for (int from = 0; from < images.size(); from += BATCH) {
      int count = Math.min(BATCH, images.size() - from);
      try (INDArray input = input(images, from, count, preprocessing)) {
        Map<String, INDArray> outputs = graph.feedForward(input, false);
        for (Layer layer : graph.getLayers()) {
          if (layer.conf().getLayer() instanceof BatchNormalization norm) {
            String name = norm.getLayerName();
            sums.computeIfAbsent(name, n -> new Sums((int) norm.getNOut()))
                .add(Objects.requireNonNull(outputs.get(before(name))));
          }
        }
        outputs.values().forEach(BatchNormStatistics::close);
      }
    }
  }

  private String before(String name) {
    return Objects.requireNonNull(graph.getConfiguration().getVertexInputs().get(name)).get(0);
  }

  private static void close(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }

  private static INDArray input(ImageSet images, int from, int count, Preprocessing preprocessing) {
    int area = images.imageSize() * images.imageSize();
    byte[] pixels = new byte[images.imageBytes()];
    float[] values = new float[count * CHANNELS * area];
    for (int i = 0; i < count; i++) {
      images.read(from + i, pixels, 0);
      for (int c = 0; c < CHANNELS; c++) {
        float[] table = preprocessing.table(c);
        for (int p = 0; p < area; p++) {
          values[(i * CHANNELS + c) * area + p] = table[pixels[p * CHANNELS + c] & 0xFF];
        }
      }
    }
    long edge = images.imageSize();
    return Nd4j.create(values, new long[] {count, CHANNELS, edge, edge});
  }

  private Map<String, Tensor> unfolded(Map<String, Tensor> folded) {
    Map<String, Tensor> unfolded = new LinkedHashMap<>(folded);
    sums.forEach(
        (name, measured) -> {
          Tensor bias = Objects.requireNonNull(folded.get(name + ".bias"));
          unfolded.put(
              name + ".weight",
              bias.with(c -> Math.sqrt((float) measured.variance(c) + Facts.EPSILON)));
          unfolded.put(name + ".bias", bias.with(c -> bias.values()[c] + (float) measured.mean(c)));
          unfolded.put(name + ".running_mean", bias.with(measured::mean));
          unfolded.put(name + ".running_var", bias.with(measured::variance));
        });
    return unfolded;
  }
}
