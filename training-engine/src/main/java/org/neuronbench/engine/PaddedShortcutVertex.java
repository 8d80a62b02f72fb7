package org.neuronbench.engine;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuronbench.core.Text;

/** Computes a {@link PaddedShortcut}; its gradient is that of the pixels taken, and zero. */
@SuppressWarnings("overrides") // of the library's own methods
final class PaddedShortcutVertex extends BaseGraphVertex {

  private static final long serialVersionUID = 1L;

  private final int added;

  PaddedShortcutVertex(ComputationGraph graph, String name, int index, DataType type, int added) {
    super(graph, name, index, null, null, type);
    this.added = added;
  }

  private INDArray pixels(INDArray map) {
    return map.get(
        all(),
        all(),
        interval(0, PaddedShortcut.STRIDE, map.size(2)),
        interval(0, PaddedShortcut.STRIDE, map.size(3)));
  }

  private INDArray channels(INDArray output) {
    return output.get(all(), interval(added / 2, output.size(1) - added / 2), all(), all());
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray input = inputs[0];
    INDArray output =
        workspaces.create(
            ArrayType.ACTIVATIONS,
            input.dataType(),
            new long[] {
              input.size(0),
              input.size(1) + added,
              PaddedShortcut.taken(input.size(2)),
              PaddedShortcut.taken(input.size(3))
            },
            'c');
    channels(output).assign(pixels(input));
    return output;
  }

  @Override
  public Pair<@Nullable Gradient, INDArray[]> doBackward(
      boolean truncated, LayerWorkspaceMgr workspaces) {
    INDArray below =
        workspaces.create(ArrayType.ACTIVATION_GRAD, epsilon.dataType(), inputs[0].shape(), 'c');
    pixels(below).assign(channels(epsilon));
    return new Pair<>(null, new INDArray[] {below});
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    if (gradients != null) {
      throw new IllegalArgumentException("A padded shortcut has no parameters");
    }
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public @Nullable Layer getLayer() {
    return null;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int minibatch) {
    return null;
  }

  @Override
  public String toString() {
    return Text.format("PaddedShortcutVertex(name=%s, added=%d)", getVertexName(), added);
  }
}
