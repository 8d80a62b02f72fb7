package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Gradients.Gradient;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.Selection;

/**
 * One training step for one selection: the forward pass, the gradients that the selection needs and
 * no other, the update of the selected rows.
 */
final class TrainingProgram {

  /** What a step trains, and on what. */
  record Task(
      LoweredNetwork network,
      BatchNormMode mode,
      Selection selection,
      int batch,
      NativeParameters parameters,
      RowUpdate update,
      double labelSmoothing) {}

  private final LoweredNetwork network;
  private final Task task;
  private final int batch;
  private final Kernels kernels;
  private final Program.Builder program;
  private final NetworkProgram forward;
  private final Gradients gradients;
  private final ConvolutionBackward convolutions;
  private final SoftmaxCrossEntropy loss;
  private int[] labels = new int[0];
  private @Nullable Map<String, Double> profile;
  private @Nullable Program built;

  TrainingProgram(Task task, Kernels kernels) {
    this.network = task.network();
    this.task = task;
    this.batch = task.batch();
    this.kernels = kernels;
    this.program = new Program.Builder(kernels);
    this.forward = new NetworkProgram(network, batch, task.parameters(), program);
    boolean[] needed = Gradients.needed(network, task.mode(), task.selection());
    this.gradients = new Gradients(network, batch, program, forward, needed);
    this.convolutions = new ConvolutionBackward(task, program, forward, gradients);
    this.loss = new SoftmaxCrossEntropy(network.head().outputs(), task.labelSmoothing());
  }

  /** Lays the step out and binds it to memory. */
  Program build() {
    for (Node node : network.nodes()) {
      if (node instanceof Convolution convolution) {
        forward(convolution);
      } else {
        forward.other(node);
      }
    }
    backwardHead(network.head());
    for (int i = network.nodes().size() - 1; i >= 0; i--) {
      Node node = network.nodes().get(i);
      if (node != network.head() && gradients.needed(node.output())) {
        backward(node);
      }
    }
    built = program.build();
    return built;
  }

  private void backward(Node node) {
    if (node instanceof Convolution convolution) {
      convolutions.backward(convolution);
    } else if (node instanceof Node.Addition addition) {
      backward(addition);
    } else if (node instanceof Node.Pooling pooling) {
      backward(pooling);
    } else if (node instanceof Node.PaddedShortcut shortcut) {
      backward(shortcut);
    } else if (node instanceof Node.Dense dense) {
      Gradient above = gradients.take(dense.name(), dense.output());
      Gradient linear =
          gradients.throughActivation(dense.name(), dense.output(), dense.activation(), above);
      inputGradient(dense, linear.slot());
    }
  }

  private void forward(Convolution node) {
    BatchNorm norm = node.batchNorm();
    if (task.mode() == BatchNormMode.TRAIN && norm != null) {
      forward.batchStatisticsConvolution(node, norm);
      runningStatistics(node, norm);
    } else {
      forward.foldedConvolution(node);
    }
  }

  /** The running variance takes the unbiased batch variance, as PyTorch's. */
  private void runningStatistics(Convolution node, BatchNorm norm) {
    NetworkProgram.BatchNormState state = forward.state(node);
    float decay = node.settings().decay();
    Extent out = network.extent(node.output());
    float count = (float) batch * out.height() * out.width();
    float unbiased = count > 1 ? count / (count - 1) : 1;
    FloatBuffer all = task.parameters().view();
    program.java(
        p -> {
          FloatBuffer mean = p.view(state.mean());
          FloatBuffer variance = p.view(state.variance());
          for (int c = 0; c < norm.mean().length(); c++) {
            int m = norm.mean().offset() + c;
            int v = norm.variance().offset() + c;
            all.put(m, decay * all.get(m) + (1 - decay) * mean.get(c));
            all.put(v, decay * all.get(v) + (1 - decay) * unbiased * variance.get(c));
          }
        },
        state.mean(),
        state.variance());
  }

  private void backwardHead(Node.Dense head) {
    Slot logits = forward.value(head.output());
    Slot gradient = program.floats((long) batch * head.outputs());
    program.java(
        p -> loss.evaluate(p.view(logits), labels, batch, p.view(gradient)), logits, gradient);
    if (gradients.needed(head.input())) {
      inputGradient(head, gradient);
    }
    Range weights = head.parameters().weights();
    Range biases = head.parameters().biases();
    Slot weightGradient = program.floats(weights.length());
    Program.Builder.Call call =
        program
            .call(head.name(), kernels.linears().backwardWeights(head, batch))
            .with(
                dnnl.DNNL_ARG_SRC, LinearKernels.features(head, batch), forward.value(head.input()))
            .with(dnnl.DNNL_ARG_DIFF_DST, LinearKernels.outputs(head, batch), gradient)
            .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, LinearKernels.weights(head), weightGradient);
    if (biases == null) {
      call.add();
    } else {
      Slot biasGradient = program.floats(biases.length());
      call.with(dnnl.DNNL_ARG_DIFF_BIAS, Layouts.vector(head.outputs()), biasGradient).add();
      program.java(p -> task.update().range(biases, p.view(biasGradient)), biasGradient);
    }
    program.java(p -> task.update().range(weights, p.view(weightGradient)), weightGradient);
  }

  private void inputGradient(Node.Dense node, Slot gradient) {
    Slot below = gradients.newGradient(node.input());
    program
        .call(node.name(), kernels.linears().backwardData(node, batch))
        .with(dnnl.DNNL_ARG_DIFF_DST, LinearKernels.outputs(node, batch), gradient)
        .with(
            dnnl.DNNL_ARG_WEIGHTS,
            LinearKernels.weights(node),
            task.parameters().at(node.parameters().weights()))
        .with(dnnl.DNNL_ARG_DIFF_SRC, LinearKernels.features(node, batch), below)
        .add();
    gradients.give(node.input(), new Gradient(below, true));
  }

  private void backward(Node.Addition node) {
    Gradient gradient =
        gradients.throughActivation(
            node.name(),
            node.output(),
            node.activation(),
            gradients.take(node.name(), node.output()));
    boolean both = gradients.needed(node.first()) && gradients.needed(node.second());
    for (int input : node.inputs()) {
      if (gradients.needed(input)) {
        gradients.give(input, both ? new Gradient(gradient.slot(), false) : gradient);
      }
    }
  }

  private void backward(Node.PaddedShortcut node) {
    Slot above = gradients.take(node.name(), node.output()).slot();
    Slot below = gradients.newGradient(node.input());
    program.java(p -> node.copy().backward(p.view(above), p.view(below), batch), above, below);
    gradients.give(node.input(), new Gradient(below, true));
  }

  private void backward(Node.Pooling node) {
    Gradient gradient = gradients.take(node.name(), node.output());
    Kernel kernel = kernels.poolings().backward(node, batch);
    Slot below = gradients.newGradient(node.input());
    Program.Builder.Call call =
        program
            .call(node.name(), kernel)
            .with(dnnl.DNNL_ARG_DIFF_DST, forward.layout(node.output()), gradient.slot())
            .with(dnnl.DNNL_ARG_DIFF_SRC, forward.layout(node.input()), below);
    if (node.maximum()) {
      call.with(
          dnnl.DNNL_ARG_WORKSPACE,
          kernels.poolings().forward(node, batch).workspace(),
          forward.workspace(node));
    }
    call.add();
    gradients.give(node.input(), new Gradient(below, true));
  }

  /** Runs the step on a batch that was written to the input, and returns the summed loss. */
  double run(int[] batchLabels) {
    labels = batchLabels;
    Program bound = Objects.requireNonNull(built);
    if (profile == null) {
      bound.run();
    } else {
      bound.run(profile);
    }
    if (task.mode() == BatchNormMode.TRAIN) {
      task.parameters().batchNormsChanged();
    }
    return loss.lossSum();
  }

  /** Adds up from now on where the time goes; steps run one by one, which costs a little. */
  void profile(Map<String, Double> seconds) {
    profile = seconds;
  }

  Slot input() {
    return forward.value(0);
  }

  /** Returns the convolutions' multiply-accumulates of a full update, for one image. */
  long fullMacs() {
    long sum = 0;
    for (Node node : network.nodes()) {
      if (node instanceof Convolution convolution) {
        // No step needs the gradient of the images.
        sum += (node.inputs().contains(0) ? 2 : 3) * convolution.geometry().macs();
      }
    }
    return sum;
  }
}
