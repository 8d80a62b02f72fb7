package org.neuronbench.engine.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The stock batch norm with a switch: normalise by the batch or by the running statistics.
 *
 * <p>It stands in for the stock implementation object while a session runs; the graph's
 * configuration stays stock. It also frees the two activation-sized arrays that the stock layer
 * leaves to the garbage collector after every pass.
 */
final class SwitchableBatchNormalization extends BatchNormalization {

  private static final long serialVersionUID = 1L;
  private static final int CHANNELS = 1;

  private boolean runningStatistics;

  SwitchableBatchNormalization(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  void useRunningStatistics(boolean use) {
    runningStatistics = use;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return training && !runningStatistics
        ? super.activate(true, workspaces)
        : affineForward(workspaces);
  }

  /** With running statistics batch norm is y = factor * x + (shift - mean * factor). */
  private INDArray affineForward(LayerWorkspaceMgr workspaces) {
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(), input.shape(), 'c');
    INDArray factor = factor();
    Broadcast.mul(input, factor, output, CHANNELS);
    INDArray offset = flat(getParam("beta")).sub(flat(getParam("mean")).mul(factor));
    return Broadcast.add(output, offset, output, CHANNELS);
  }

  private INDArray factor() {
    return flat(getParam("gamma")).div(deviation());
  }

  private INDArray deviation() {
    return flat(Transforms.sqrt(getParam("var").add(layerConf().getEps()), false));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (runningStatistics) {
      return affineBackward(epsilon, workspaces);
    }
    INDArray normalised = xHat;
    INDArray centred = xMu;
    Pair<Gradient, INDArray> result = super.backpropGradient(epsilon, workspaces);
    close(normalised);
    close(centred);
    return result;
  }

  private Pair<Gradient, INDArray> affineBackward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray centred = input.dup();
    Broadcast.sub(centred, flat(getParam("mean")), centred, CHANNELS);
    centred.muli(epsilon);
    view("gamma").assign(centred.sum(0, 2, 3).div(deviation()));
    view("beta").assign(epsilon.sum(0, 2, 3));
    view("mean").assign(0);
    view("var").assign(0);
    INDArray next =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, epsilon.dataType(), epsilon.shape(), 'c');
    Broadcast.mul(epsilon, factor(), next, CHANNELS);
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, next);
  }

  private INDArray view(String parameter) {
    return Objects.requireNonNull(gradientViews.get(parameter), parameter);
  }

  private static INDArray flat(INDArray row) {
    return row.reshape(row.length());
  }

  private static void close(@Nullable INDArray array) {
    if (array != null && array.closeable() && !array.wasClosed()) {
      array.close();
    }
  }
}
