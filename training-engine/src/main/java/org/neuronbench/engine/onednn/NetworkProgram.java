package org.neuronbench.engine.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.onednn.Arena.Slot;

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
    return Layouts.channelsLast(network.extent(tensor).dims(batch));
  }

  private Slot newValue(int tensor) {
    Slot slot = program.floats(network.extent(tensor).values(batch));
    values.put(tensor, slot);
    return slot;
  }

  /** Convolves with the weights as they are. */
  Slot convolve(Node.Convolution node) {
    Slot result = program.floats(network.extent(node.output()).values(batch));
    convolution(node, false, Activation.NONE, result);
    return result;
  }

  /** Convolution, batch norm by running statistics and activation in one pass. */
  void foldedConvolution(Node.Convolution node) {
    convolution(node, true, node.activation(), newValue(node.output()));
  }

  private void convolution(
      Node.Convolution node, boolean folded, Activation activation, Slot result) {
    boolean bias = folded || node.hasBias();
    Kernel kernel = kernels.convolutions().forward(node.geometry(), batch, bias, activation);
    NativeParameters.Copy weights = parameters.copy(node, folded, kernel.weights());
    program.java(p -> weights.refresh());
    Program.Builder.Call call =
        program
            .call(node.name(), kernel)
            .with(dnnl.DNNL_ARG_SRC, layout(node.input()), value(node.input()))
            .with(dnnl.DNNL_ARG_WEIGHTS, weights.layout(), weights.pointer())
            .with(dnnl.DNNL_ARG_DST, layout(node.output()), result);
    if (bias) {
      Pointer biases = folded ? weights.bias() : parameters.at(node.biases());
      call.with(dnnl.DNNL_ARG_BIAS, Layouts.vector(node.geometry().outputChannels()), biases);
    }
    call.add();
  }

  /** Convolution, batch norm by the batch's statistics, activation; keeps what backward needs. */
  void batchStatisticsConvolution(Node.Convolution node, BatchNorm norm) {
    Slot convolved = convolve(node);
    int channels = node.geometry().outputChannels();
    long[] dims = network.extent(node.output()).dims(batch);
    boolean fused = node.activation() == Activation.RELU;
    Kernel kernel = kernels.batchNorms().forward(dims, node.settings().epsilon(), fused);
    Slot mean = program.floats(channels);
    Slot variance = program.floats(channels);
    Slot workspace = fused ? program.bytes(kernel.workspace().get_size()) : null;
    memory.desc vector = Layouts.vector(channels);
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
      activate(node.name(), node.output(), result, Activation.RELU6);
    }
    states.put(node, new BatchNormState(convolved, mean, variance, workspace));
  }

  /** Applies the activation of a convolution layer itself to what it convolved. */
  void ownActivation(Node.Convolution node, Slot convolved) {
    if (node.own()) {
      activate(node.name(), node.output(), convolved, node.activation());
    }
  }

  /** Batch norm by running statistics and activation of a convolution that was kept raw. */
  void runningStatisticsTail(Node.Convolution node, Slot convolved) {
    BatchNorm norm = node.batchNorm();
    Slot result = convolved;
    if (norm != null) {
      result = newValue(node.output());
      memory.desc vector = Layouts.vector(node.geometry().outputChannels());
      long[] dims = network.extent(node.output()).dims(batch);
      program
          .call(norm.name(), kernels.batchNorms().inference(dims, node.settings().epsilon()))
          .with(dnnl.DNNL_ARG_SRC, layout(node.output()), convolved)
          .with(dnnl.DNNL_ARG_MEAN, vector, parameters.at(norm.mean()))
          .with(dnnl.DNNL_ARG_VARIANCE, vector, parameters.at(norm.variance()))
          .with(dnnl.DNNL_ARG_SCALE, vector, parameters.at(norm.scale()))
          .with(dnnl.DNNL_ARG_SHIFT, vector, parameters.at(norm.shift()))
          .with(dnnl.DNNL_ARG_DST, layout(node.output()), result)
          .add();
    }
    values.put(node.output(), result);
    if (node.activation() != Activation.NONE && !node.own()) {
      activate(node.name(), node.output(), result, node.activation());
    }
  }

  private void activate(String where, int tensor, Slot value, Activation activation) {
    program
        .call(
            where, kernels.elementwise().activation(network.extent(tensor).dims(batch), activation))
        .with(dnnl.DNNL_ARG_SRC, layout(tensor), value)
        .with(dnnl.DNNL_ARG_DST, layout(tensor), value)
        .add();
  }

  void addition(Node.Addition node) {
    Kernel kernel =
        kernels
            .elementwise()
            .addition(network.extent(node.output()).dims(batch), node.activation());
    program
        .call(node.name(), kernel)
        .with(dnnl.DNNL_ARG_SRC_0, layout(node.first()), value(node.first()))
        .with(dnnl.DNNL_ARG_SRC_1, layout(node.second()), value(node.second()))
        .with(dnnl.DNNL_ARG_DST, layout(node.output()), newValue(node.output()))
        .add();
  }

  void pooling(Node.Pooling node) {
    Kernel kernel = kernels.poolings().forward(node, batch);
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

  private void shortcut(Node.PaddedShortcut node) {
    Slot from = value(node.input());
    Slot to = newValue(node.output());
    program.java(p -> node.copy().forward(p.view(from), p.view(to), batch), from, to);
  }

  /** A fully connected layer; its output is a plain matrix. */
  Slot dense(Node.Dense node) {
    Slot outputs = newValue(node.output());
    Program.Builder.Call call =
        program
            .call(node.name(), kernels.linears().forward(node, batch))
            .with(dnnl.DNNL_ARG_SRC, LinearKernels.features(node, batch), value(node.input()))
            .with(
                dnnl.DNNL_ARG_WEIGHTS,
                LinearKernels.weights(node),
                parameters.at(node.parameters().weights()))
            .with(dnnl.DNNL_ARG_DST, LinearKernels.outputs(node, batch), outputs);
    Range biases = node.parameters().biases();
    if (biases != null) {
      call.with(dnnl.DNNL_ARG_BIAS, Layouts.vector(node.outputs()), parameters.at(biases));
    }
    call.add();
    return outputs;
  }

  /** Emits any step but a convolution, which each use computes in its own way. */
  void other(Node node) {
    if (node instanceof Node.Addition addition) {
      addition(addition);
    } else if (node instanceof Node.Pooling pooling) {
      pooling(pooling);
    } else if (node instanceof Node.PaddedShortcut shortcut) {
      shortcut(shortcut);
    } else if (node instanceof Node.Dense dense) {
      dense(dense);
    }
  }

  /** Emits a whole evaluation pass, everything folded, and returns the logits. */
  Slot evaluation() {
    for (Node node : network.nodes()) {
      if (node instanceof Node.Convolution convolution) {
        foldedConvolution(convolution);
      } else {
        other(node);
      }
    }
    return value(network.head().output());
  }
}
