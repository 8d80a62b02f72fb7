package org.neuronbench.engine.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;

/** Emits the forward steps of a network; how each convolution is computed depends on the use. */
final class NetworkProgram {

  /** What a training step must keep of a convolution with batch statistics. */
  record BatchNormState(Slot convolved, Slot mean, Slot variance, @Nullable Slot workspace) {}

  private final LoweredNetwork network;
  private final int batch;
  private final NativeParameters parameters;
  private final Kernels kernels;
  private final Program.Builder program;
  private final Map<Integer, Slot> values = new HashMap<>();
  private final Map<Node, BatchNormState> states = new HashMap<>();
  private final Map<Node, Slot> workspaces = new HashMap<>();

  NetworkProgram(
      LoweredNetwork network, int batch, NativeParameters parameters, Program.Builder program) {
    this.network = network;
    this.batch = batch;
    this.parameters = parameters;
    this.kernels = program.kernels();
    this.program = program;
    Slot input = program.floats(network.extent(0).values(batch));
    program.java(p -> {}, input); // alive from before the first step, when the batch is written
    values.put(0, input);
  }

  Slot value(int tensor) {
    return Objects.requireNonNull(values.get(tensor));
  }

  BatchNormState state(Node node) {
    return Objects.requireNonNull(states.get(node));
  }

  Slot workspace(Node node) {
    return Objects.requireNonNull(workspaces.get(node));
  }

  memory.desc layout(int tensor) {
    return Kernels.channelsLast(network.extent(tensor).dims(batch));
  }

  private Slot newValue(int tensor) {
    Slot slot = program.floats(network.extent(tensor).values(batch));
    values.put(tensor, slot);
    return slot;
  }

  /** Convolves with the weights as they are. */
  Slot convolve(Node.Convolution node) {
    Kernel kernel = kernels.convolution(node.geometry(), batch, false, Activation.NONE);
    NativeParameters.Copy weights = parameters.copy(node, false, kernel.weights());
    Extent out = network.extent(node.output());
    Slot result = program.floats(out.values(batch));
    program.java(p -> weights.refresh());
    program
        .call(node.name(), kernel)
        .with(dnnl.DNNL_ARG_SRC, layout(node.input()), value(node.input()))
        .with(dnnl.DNNL_ARG_WEIGHTS, weights.layout(), weights.pointer())
        .with(dnnl.DNNL_ARG_DST, layout(node.output()), result)
        .add();
    return result;
  }

  /** Convolution, batch norm by running statistics and activation in one pass. */
  void foldedConvolution(Node.Convolution node) {
    Kernel kernel = kernels.convolution(node.geometry(), batch, true, node.activation());
    NativeParameters.Copy weights = parameters.copy(node, true, kernel.weights());
    program.java(p -> weights.refresh());
    program
        .call(node.name(), kernel)
        .with(dnnl.DNNL_ARG_SRC, layout(node.input()), value(node.input()))
        .with(dnnl.DNNL_ARG_WEIGHTS, weights.layout(), weights.pointer())
        .with(dnnl.DNNL_ARG_BIAS, Kernels.vector(node.geometry().outputChannels()), weights.bias())
        .with(dnnl.DNNL_ARG_DST, layout(node.output()), newValue(node.output()))
        .add();
  }

  /** Convolution, batch norm by the batch's statistics, activation; keeps what backward needs. */
  void batchStatisticsConvolution(Node.Convolution node, BatchNorm norm) {
    Slot convolved = convolve(node);
    int channels = node.geometry().outputChannels();
    long[] dims = network.extent(node.output()).dims(batch);
    boolean fused = node.activation() == Activation.RELU;
    Kernel kernel = kernels.batchNorm(dims, node.settings().epsilon(), fused);
    Slot mean = program.floats(channels);
    Slot variance = program.floats(channels);
    Slot workspace = fused ? program.bytes(kernel.workspace().get_size()) : null;
    memory.desc vector = Kernels.vector(channels);
    Slot result = newValue(node.output());
    Program.Builder.Call call =
        program
            .call(norm.name(), kernel)
            .with(dnnl.DNNL_ARG_SRC, layout(node.output()), convolved)
            .with(dnnl.DNNL_ARG_MEAN, vector, mean)
            .with(dnnl.DNNL_ARG_VARIANCE, vector, variance)
            .with(dnnl.DNNL_ARG_SCALE, vector, parameters.at(norm.scale()))
            .with(dnnl.DNNL_ARG_SHIFT, vector, parameters.at(norm.shift()))
            .with(dnnl.DNNL_ARG_DST, layout(node.output()), result);
    if (workspace != null) {
      call.with(dnnl.DNNL_ARG_WORKSPACE, kernel.workspace(), workspace);
    }
    call.add();
    if (node.activation() == Activation.RELU6) {
      activate(node.name(), node.output(), Activation.RELU6);
    }
    states.put(node, new BatchNormState(convolved, mean, variance, workspace));
  }

  /** Batch norm by running statistics and activation of a convolution that was kept raw. */
  void runningStatisticsTail(Node.Convolution node, Slot convolved) {
    BatchNorm norm = node.batchNorm();
    Slot result = convolved;
    if (norm != null) {
      result = newValue(node.output());
      memory.desc vector = Kernels.vector(node.geometry().outputChannels());
      long[] dims = network.extent(node.output()).dims(batch);
      program
          .call(norm.name(), kernels.batchNormInference(dims, node.settings().epsilon()))
          .with(dnnl.DNNL_ARG_SRC, layout(node.output()), convolved)
          .with(dnnl.DNNL_ARG_MEAN, vector, parameters.at(norm.mean()))
          .with(dnnl.DNNL_ARG_VARIANCE, vector, parameters.at(norm.variance()))
          .with(dnnl.DNNL_ARG_SCALE, vector, parameters.at(norm.scale()))
          .with(dnnl.DNNL_ARG_SHIFT, vector, parameters.at(norm.shift()))
          .with(dnnl.DNNL_ARG_DST, layout(node.output()), result)
          .add();
    }
    values.put(node.output(), result);
    if (node.activation() != Activation.NONE) {
      activate(node.name(), node.output(), node.activation());
    }
  }

  private void activate(String where, int tensor, Activation activation) {
    program
        .call(where, kernels.activation(network.extent(tensor).dims(batch), activation))
        .with(dnnl.DNNL_ARG_SRC, layout(tensor), value(tensor))
        .with(dnnl.DNNL_ARG_DST, layout(tensor), value(tensor))
        .add();
  }

  void addition(Node.Addition node) {
    Kernel kernel = kernels.addition(network.extent(node.output()).dims(batch), node.activation());
    program
        .call(node.name(), kernel)
        .with(dnnl.DNNL_ARG_SRC_0, layout(node.first()), value(node.first()))
        .with(dnnl.DNNL_ARG_SRC_1, layout(node.second()), value(node.second()))
        .with(dnnl.DNNL_ARG_DST, layout(node.output()), newValue(node.output()))
        .add();
  }

  void pooling(Node.Pooling node) {
    Kernel kernel = kernels.pooling(node, batch);
    Program.Builder.Call call =
        program
            .call(node.name(), kernel)
            .with(dnnl.DNNL_ARG_SRC, layout(node.input()), value(node.input()))
            .with(dnnl.DNNL_ARG_DST, layout(node.output()), newValue(node.output()));
    if (node.maximum()) {
      Slot workspace = program.bytes(kernel.workspace().get_size());
      workspaces.put(node, workspace);
      call.with(dnnl.DNNL_ARG_WORKSPACE, kernel.workspace(), workspace);
    }
    call.add();
  }

  /** The classifier; its output is a plain matrix of logits. */
  Slot head(Node.Head node, HeadWeights weights) {
    Slot logits = newValue(node.output());
    program
        .call(node.name(), kernels.linear(node, batch))
        .with(dnnl.DNNL_ARG_SRC, Kernels.matrix(batch, node.features()), value(node.input()))
        .with(
            dnnl.DNNL_ARG_WEIGHTS,
            Kernels.matrix(node.classes(), node.features()),
            parameters.at(weights.weights()))
        .with(dnnl.DNNL_ARG_BIAS, Kernels.vector(node.classes()), parameters.at(weights.biases()))
        .with(dnnl.DNNL_ARG_DST, Kernels.matrix(batch, node.classes()), logits)
        .add();
    return logits;
  }

  /** Emits a whole evaluation pass, everything folded, and returns the logits. */
  Slot evaluation(HeadWeights weights) {
    List<Slot> logits = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (node instanceof Node.Convolution convolution) {
        foldedConvolution(convolution);
      } else if (node instanceof Node.Addition addition) {
        addition(addition);
      } else if (node instanceof Node.Pooling pooling) {
        pooling(pooling);
      } else if (node instanceof Node.Head head) {
        logits.add(head(head, weights));
      }
    }
    return logits.get(0);
  }
}
