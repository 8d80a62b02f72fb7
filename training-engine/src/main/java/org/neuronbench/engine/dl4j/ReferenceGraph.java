package org.neuronbench.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.engine.GraphModel;

/** A stock ComputationGraph with its parameters mirrored in an array, and batch norm switchable. */
final class ReferenceGraph {

  private final ComputationGraph graph;
  private final double labelSmoothing;
  private final int classes;
  private final float[] parameters;
  private final List<SwitchableBatchNormalization> batchNorms = new ArrayList<>();

  ReferenceGraph(ComputationGraph graph, double labelSmoothing) {
    this.graph = graph;
    this.labelSmoothing = labelSmoothing;
    this.classes = (int) graph.getLayer(GraphModel.headName(graph)).getParam("W").size(1);
    replaceBatchNorms();
    graph.initGradientsView();
    this.parameters = graph.params().toFloatVector();
  }

  private void replaceBatchNorms() {
    Layer[] layers = graph.getLayers();
    for (int i = 0; i < layers.length; i++) {
      if (layers[i].conf().getLayer() instanceof BatchNormalization conf) {
        SwitchableBatchNormalization replacement =
            new SwitchableBatchNormalization(layers[i].conf(), DataType.FLOAT);
        replacement.setListeners(List.of());
        replacement.setIndex(layers[i].getIndex());
        replacement.setParamsViewArray(layers[i].params());
        replacement.setParamTable(layers[i].paramTable());
        GraphVertex vertex = graph.getVertex(conf.getLayerName());
        ((LayerVertex) vertex).setLayer(replacement);
        layers[i] = replacement;
        batchNorms.add(replacement);
      }
    }
  }

  void useRunningStatistics(boolean use) {
    batchNorms.forEach(b -> b.useRunningStatistics(use));
  }

  /** Returns the flat parameter vector; changes take effect with {@link #writeParameters}. */
  float[] parameters() {
    return parameters;
  }

  void writeParameters() {
    graph.params().data().setData(parameters);
  }

  /** Runs forward and backward and returns the mean loss; the gradients are of the summed loss. */
  double computeGradients(INDArray input, int[] labels) {
    try (ClosingArray targets = new ClosingArray(targets(labels, (int) input.size(0)))) {
      graph.setInput(0, input);
      graph.setLabels(targets.array());
      graph.computeGradientAndScore();
      return graph.score();
    } finally {
      graph.clear();
    }
  }

  private INDArray targets(int[] labels, int count) {
    float[][] targets = new float[count][classes];
    for (int i = 0; i < count; i++) {
      java.util.Arrays.fill(targets[i], (float) (labelSmoothing / classes));
      targets[i][labels[i]] += (float) (1 - labelSmoothing);
    }
    return Nd4j.createFromArray(targets);
  }

  /** Returns the gradients of the last {@link #computeGradients}, laid out as the parameters. */
  float[] gradients() {
    return graph.getFlattenedGradients().toFloatVector();
  }

  INDArray probabilities(INDArray input) {
    return graph.output(false, input)[0];
  }

  /**
   * Passes input through with running statistics. Training mode, because in evaluation mode an
   * activation layer overwrites the output of the layer below it.
   */
  Map<String, INDArray> outputsOfAllVertices(INDArray input) {
    return graph.feedForward(input, true);
  }

  ComputationGraph stock() {
    return graph;
  }

  void close() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    graph.close();
  }
}
