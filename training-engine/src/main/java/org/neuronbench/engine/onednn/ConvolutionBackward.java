package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Gradients.Gradient;
import org.neuronbench.engine.onednn.Node.Convolution;

/** The backward steps of convolutions: only those gradients that a selection needs. */
final class ConvolutionBackward {

  private final TrainingProgram.Task task;
  private final int batch;
  private final NativeParameters parameters;
  private final Kernels kernels;
  private final Program.Builder program;
  private final NetworkProgram forward;
  private final Gradients gradients;

  ConvolutionBackward(
      TrainingProgram.Task task,
      Program.Builder program,
      NetworkProgram forward,
      Gradients gradients) {
    this.task = task;
    this.batch = task.batch();
    this.parameters = task.parameters();
    this.kernels = program.kernels();
    this.program = program;
    this.forward = forward;
    this.gradients = gradients;
  }

  private int[] chosen(Convolution node) {
    int first = node.weights().layer().firstNeuron();
    return task.selection().neuronsIn(node.weights().layer()).map(n -> n - first).toArray();
  }

  /** Emits the gradients of a convolution, and the update of its chosen neurons. */
  void backward(Convolution node) {
    Gradient gradient = gradients.take(node.name(), node.output());
    BatchNorm norm = node.batchNorm();
    Slot convolved =
        task.mode() == BatchNormMode.TRAIN && norm != null
            ? backwardBatchNorm(node, norm, gradient)
            : gradients
                .throughActivation(node.name(), node.output(), node.activation(), gradient)
                .slot();
    // The input's gradient first: it needs the weights as they were before the update.
    if (gradients.needed(node.input())) {
      inputGradient(node, convolved);
    }
    int[] channels = chosen(node);
    if (channels.length > 0) {
      weightGradient(node, channels, convolved);
    }
  }

  private Slot backwardBatchNorm(Convolution node, BatchNorm norm, Gradient gradient) {
    boolean fused = node.activation() == Activation.RELU;
    Gradient masked =
        fused
            ? gradient
            : gradients.throughActivation(node.name(), node.output(), node.activation(), gradient);
    NetworkProgram.BatchNormState state = forward.state(node);
    long[] dims = task.network().extent(node.output()).dims(batch);
    Kernel kernel = kernels.batchNorms().backward(dims, node.settings().epsilon(), fused);
    int channels = node.geometry().outputChannels();
    memory.desc vector = Layouts.vector(channels);
    memory.desc layout = forward.layout(node.output());
    Slot result = masked.owned() ? masked.slot() : gradients.newGradient(node.output());
    Slot scale = program.floats(channels);
    Slot shift = program.floats(channels);
    Program.Builder.Call call =
        program
            .call(norm.name(), kernel)
            .with(dnnl.DNNL_ARG_SRC, layout, state.convolved())
            .with(dnnl.DNNL_ARG_MEAN, vector, state.mean())
            .with(dnnl.DNNL_ARG_VARIANCE, vector, state.variance())
            .with(dnnl.DNNL_ARG_DIFF_DST, layout, masked.slot())
            .with(dnnl.DNNL_ARG_SCALE, vector, parameters.at(norm.scale()))
            .with(dnnl.DNNL_ARG_DIFF_SRC, layout, result)
            .with(dnnl.DNNL_ARG_DIFF_SCALE, vector, scale)
            .with(dnnl.DNNL_ARG_DIFF_SHIFT, vector, shift);
    if (state.workspace() != null) {
      call.with(
          dnnl.DNNL_ARG_WORKSPACE,
          kernels.batchNorms().forward(dims, node.settings().epsilon(), true).workspace(),
          state.workspace());
    }
    call.add();
    program.java(
        p -> {
          task.update().range(norm.scale(), p.view(scale));
          task.update().range(norm.shift(), p.view(shift));
        },
        scale,
        shift);
    return result;
  }

  private void inputGradient(Convolution node, Slot convolved) {
    Kernel kernel = kernels.convolutions().backwardData(node.geometry(), batch);
    boolean folded = task.mode() == BatchNormMode.FROZEN || node.batchNorm() == null;
    NativeParameters.Copy weights = parameters.copy(node, folded, kernel.weights());
    Slot below = gradients.newGradient(node.input());
    program.java(p -> weights.refresh());
    program
        .call(node.name(), kernel)
        .with(dnnl.DNNL_ARG_DIFF_DST, forward.layout(node.output()), convolved)
        .with(dnnl.DNNL_ARG_WEIGHTS, weights.layout(), weights.pointer())
        .with(dnnl.DNNL_ARG_DIFF_SRC, forward.layout(node.input()), below)
        .add();
    gradients.give(node.input(), new Gradient(below, true));
  }

  /** Computes the gradient of the chosen channels, on a smaller problem where that is faster. */
  private void weightGradient(Convolution node, int[] channels, Slot convolved) {
    Geometry full = node.geometry();
    boolean gather = BreakEven.gathers(full, channels.length);
    Slot output = convolved;
    Geometry problem = full;
    if (gather) {
      ChannelGather chooser =
          new ChannelGather(full.outputChannels(), channels, kernels.gatherScratch());
      problem = full.withChannels(chooser.width());
      output = chooser.emit(program, convolved, batch * full.output().area());
    }
    Slot biases = node.hasBias() ? program.floats(problem.outputChannels()) : null;
    Slot rows = rowGradient(node, problem, output, biases);
    float[] factors = factors(node);
    program.java(
        p -> {
          FloatBuffer ofBiases = biases == null ? null : p.view(biases);
          task.update()
              .rows(
                  node.weights(),
                  new RowGradient(channels, gather, p.view(rows), ofBiases, factors));
          parameters.weightsChanged(node);
        },
        biases == null ? new Slot[] {rows} : new Slot[] {rows, biases});
  }

  private float[] factors(Convolution node) {
    if (task.mode() == BatchNormMode.FROZEN) {
      return parameters.factors(node);
    }
    float[] ones = new float[node.geometry().outputChannels()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Slot rowGradient(Convolution node, Geometry problem, Slot output, @Nullable Slot biases) {
    Kernel kernel = kernels.convolutions().backwardWeights(problem, batch, biases != null);
    memory.desc layout = kernel.diffWeights();
    Slot blocked = program.bytes(layout.get_size());
    Slot input = forward.value(node.input());
    Program.Builder.Call call =
        program
            .call(node.name(), kernel)
            .with(dnnl.DNNL_ARG_SRC, Layouts.channelsLast(problem.input(batch)), input)
            .with(dnnl.DNNL_ARG_DIFF_DST, Layouts.channelsLast(problem.output(batch)), output)
            .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, layout, blocked);
    if (biases != null) {
      call.with(dnnl.DNNL_ARG_DIFF_BIAS, Layouts.vector(problem.outputChannels()), biases);
    }
    call.add();
    memory.desc rows = Layouts.rowWeights(problem);
    if (layout.equals(rows)) {
      return blocked;
    }
    Slot plain = program.bytes(rows.get_size());
    program
        .call(node.name(), kernels.reorder("gradient", List.of(batch, problem), layout, rows))
        .with(dnnl.DNNL_ARG_FROM, layout, blocked)
        .with(dnnl.DNNL_ARG_TO, rows, plain)
        .add();
    return plain;
  }
}
