package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.Selection;

/**
 * One training step for one selection: the forward pass, the gradients that the selection needs and
 * no other, the update of the selected rows.
 */
final class TrainingProgram {

  /**
   * A gradient of a tensor.
   *
   * @param slot where it is
   * @param owned whether nobody else reads it, so that it may be overwritten
   */
  private record Gradient(Slot slot, boolean owned) {}

  private final LoweredNetwork network;
  private final HeadWeights headWeights;
  private final BatchNormMode mode;
  private final Selection selection;
  private final int batch;
  private final NativeParameters parameters;
  private final RowUpdate update;
  private final Kernels kernels;
  private final Program.Builder program;
  private final NetworkProgram forward;
  private final SoftmaxCrossEntropy loss;
  private final boolean[] needed;
  private final Map<Integer, List<Gradient>> gradients = new HashMap<>();
  private final Executed executed = new Executed();
  private int[] labels = new int[0];
  private @Nullable Map<String, Double> profile;
  private @Nullable Program built;

  /** Multiply-accumulates of convolutions for one image. */
  static final class Executed {
    private long done;
    private long full;

    long done() {
      return done;
    }

    long full() {
      return full;
    }
  }

  TrainingProgram(
      LoweredNetwork network,
      HeadWeights headWeights,
      BatchNormMode mode,
      Selection selection,
      int batch,
      NativeParameters parameters,
      RowUpdate update,
      double labelSmoothing,
      Kernels kernels) {
    this.network = network;
    this.headWeights = headWeights;
    this.mode = mode;
    this.selection = selection;
    this.batch = batch;
    this.parameters = parameters;
    this.update = update;
    this.kernels = kernels;
    this.program = new Program.Builder(kernels);
    this.forward = new NetworkProgram(network, batch, parameters, program);
    this.loss = new SoftmaxCrossEntropy(network.head().classes(), labelSmoothing);
    this.needed = neededGradients();
  }

  private boolean trainsBatchNorm(Convolution node) {
    return mode == BatchNormMode.TRAIN && node.batchNorm() != null;
  }

  private int[] chosen(Convolution node) {
    int first = node.weights().layer().firstNeuron();
    return selection.neuronsIn(node.weights().layer()).map(n -> n - first).toArray();
  }

  /** A tensor needs its gradient if anything trained lies at or below the step that made it. */
  private boolean[] neededGradients() {
    boolean[] needs = new boolean[network.tensors().size()];
    for (Node node : network.nodes()) {
      boolean need = node.inputs().stream().anyMatch(t -> needs[t]);
      if (node instanceof Convolution convolution) {
        need |= trainsBatchNorm(convolution) || chosen(convolution).length > 0;
      }
      needs[node.output()] = need;
    }
    return needs;
  }

  /** Lays the step out and binds it to memory. */
  Program build() {
    Slot logits = null;
    for (Node node : network.nodes()) {
      if (node instanceof Convolution convolution) {
        forward(convolution);
      } else if (node instanceof Node.Addition addition) {
        forward.addition(addition);
      } else if (node instanceof Node.Pooling pooling) {
        forward.pooling(pooling);
      } else if (node instanceof Node.Head head) {
        logits = forward.head(head, headWeights);
      }
    }
    backwardHead(network.head(), Objects.requireNonNull(logits));
    for (int i = network.nodes().size() - 1; i >= 0; i--) {
      Node node = network.nodes().get(i);
      if (node instanceof Node.Head || !needed[node.output()]) {
        continue;
      }
      if (node instanceof Convolution convolution) {
        backward(convolution);
      } else if (node instanceof Node.Addition addition) {
        backward(addition);
      } else if (node instanceof Node.Pooling pooling) {
        backward(pooling);
      }
    }
    built = program.build();
    return built;
  }

  private void forward(Convolution node) {
    long macs = node.geometry().macs();
    executed.done += macs;
    executed.full += node.input() == 0 ? 2 * macs : 3 * macs;
    BatchNorm norm = node.batchNorm();
    if (mode == BatchNormMode.TRAIN && norm != null) {
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
    FloatBuffer all = parameters.view();
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

  private void backwardHead(Node.Head head, Slot logits) {
    Slot gradient = program.floats((long) batch * head.classes());
    program.java(
        p -> loss.evaluate(p.view(logits), labels, batch, p.view(gradient)), logits, gradient);
    memory.desc features = Kernels.matrix(batch, head.features());
    memory.desc weights = Kernels.matrix(head.classes(), head.features());
    memory.desc scores = Kernels.matrix(batch, head.classes());
    if (needed[head.input()]) {
      Slot below = newGradient(head.input());
      program
          .call(head.name(), kernels.linearBackwardData(head, batch))
          .with(dnnl.DNNL_ARG_DIFF_DST, scores, gradient)
          .with(dnnl.DNNL_ARG_WEIGHTS, weights, parameters.at(headWeights.weights()))
          .with(dnnl.DNNL_ARG_DIFF_SRC, features, below)
          .add();
      give(head.input(), new Gradient(below, true));
    }
    Slot weightGradient = program.floats((long) head.classes() * head.features());
    Slot biasGradient = program.floats(head.classes());
    program
        .call(head.name(), kernels.linearBackwardWeights(head, batch))
        .with(dnnl.DNNL_ARG_SRC, features, forward.value(head.input()))
        .with(dnnl.DNNL_ARG_DIFF_DST, scores, gradient)
        .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, weights, weightGradient)
        .with(dnnl.DNNL_ARG_DIFF_BIAS, Kernels.vector(head.classes()), biasGradient)
        .add();
    program.java(
        p -> {
          update.range(headWeights.weights(), p.view(weightGradient));
          update.range(headWeights.biases(), p.view(biasGradient));
        },
        weightGradient,
        biasGradient);
  }

  private Slot newGradient(int tensor) {
    return program.floats(network.extent(tensor).values(batch));
  }

  private void give(int tensor, Gradient gradient) {
    gradients.computeIfAbsent(tensor, t -> new ArrayList<>()).add(gradient);
  }

  /** Sums what the consumers of a tensor gave. */
  private Gradient take(String where, int tensor) {
    List<Gradient> given = new ArrayList<>(gradients.getOrDefault(tensor, List.of()));
    given.sort((a, b) -> Boolean.compare(b.owned(), a.owned()));
    Gradient sum = given.get(0);
    for (Gradient other : given.subList(1, given.size())) {
      Slot target = sum.owned() ? sum.slot() : newGradient(tensor);
      long[] dims = network.extent(tensor).dims(batch);
      memory.desc layout = forward.layout(tensor);
      program
          .call(where, kernels.addition(dims, Activation.NONE))
          .with(dnnl.DNNL_ARG_SRC_0, layout, sum.slot())
          .with(dnnl.DNNL_ARG_SRC_1, layout, other.slot())
          .with(dnnl.DNNL_ARG_DST, layout, target)
          .add();
      sum = new Gradient(target, true);
    }
    return sum;
  }

  private Gradient throughActivation(
      String where, int tensor, Activation activation, Gradient gradient) {
    if (activation == Activation.NONE) {
      return gradient;
    }
    Slot target = gradient.owned() ? gradient.slot() : newGradient(tensor);
    memory.desc layout = forward.layout(tensor);
    program
        .call(where, kernels.activationBackward(network.extent(tensor).dims(batch), activation))
        .with(dnnl.DNNL_ARG_DST, layout, forward.value(tensor))
        .with(dnnl.DNNL_ARG_DIFF_DST, layout, gradient.slot())
        .with(dnnl.DNNL_ARG_DIFF_SRC, layout, target)
        .add();
    return new Gradient(target, true);
  }

  private void backward(Node.Addition node) {
    Gradient gradient =
        throughActivation(
            node.name(), node.output(), node.activation(), take(node.name(), node.output()));
    boolean both = needed[node.first()] && needed[node.second()];
    for (int input : node.inputs()) {
      if (needed[input]) {
        give(input, both ? new Gradient(gradient.slot(), false) : gradient);
      }
    }
  }

  private void backward(Node.Pooling node) {
    Gradient gradient = take(node.name(), node.output());
    Kernel kernel = kernels.poolingBackward(node, batch);
    Slot below = newGradient(node.input());
    Program.Builder.Call call =
        program
            .call(node.name(), kernel)
            .with(dnnl.DNNL_ARG_DIFF_DST, forward.layout(node.output()), gradient.slot())
            .with(dnnl.DNNL_ARG_DIFF_SRC, forward.layout(node.input()), below);
    if (node.maximum()) {
      call.with(
          dnnl.DNNL_ARG_WORKSPACE,
          kernels.pooling(node, batch).workspace(),
          forward.workspace(node));
    }
    call.add();
    give(node.input(), new Gradient(below, true));
  }

  private void backward(Convolution node) {
    Gradient gradient = take(node.name(), node.output());
    BatchNorm norm = node.batchNorm();
    Slot convolved;
    if (mode == BatchNormMode.TRAIN && norm != null) {
      convolved = backwardBatchNorm(node, norm, gradient);
    } else {
      convolved = throughActivation(node.name(), node.output(), node.activation(), gradient).slot();
    }
    // The input's gradient first: it needs the weights as they were before the update.
    if (needed[node.input()]) {
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
            : throughActivation(node.name(), node.output(), node.activation(), gradient);
    NetworkProgram.BatchNormState state = forward.state(node);
    long[] dims = network.extent(node.output()).dims(batch);
    Kernel kernel = kernels.batchNormBackward(dims, node.settings().epsilon(), fused);
    int channels = node.geometry().outputChannels();
    memory.desc vector = Kernels.vector(channels);
    memory.desc layout = forward.layout(node.output());
    Slot result = masked.owned() ? masked.slot() : newGradient(node.output());
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
          kernels.batchNorm(dims, node.settings().epsilon(), true).workspace(),
          state.workspace());
    }
    call.add();
    program.java(
        p -> {
          update.range(norm.scale(), p.view(scale));
          update.range(norm.shift(), p.view(shift));
        },
        scale,
        shift);
    return result;
  }

  private void inputGradient(Convolution node, Slot convolved) {
    Kernel kernel = kernels.convolutionBackwardData(node.geometry(), batch);
    boolean folded = mode == BatchNormMode.FROZEN || node.batchNorm() == null;
    NativeParameters.Copy weights = parameters.copy(node, folded, kernel.weights());
    Slot below = newGradient(node.input());
    program.java(p -> weights.refresh());
    program
        .call(node.name(), kernel)
        .with(dnnl.DNNL_ARG_DIFF_DST, forward.layout(node.output()), convolved)
        .with(dnnl.DNNL_ARG_WEIGHTS, weights.layout(), weights.pointer())
        .with(dnnl.DNNL_ARG_DIFF_SRC, forward.layout(node.input()), below)
        .add();
    executed.done += node.geometry().macs();
    give(node.input(), new Gradient(below, true));
  }

  /** Computes the gradient of the chosen channels, on a smaller problem where that is faster. */
  private void weightGradient(Convolution node, int[] channels, Slot convolved) {
    Geometry full = node.geometry();
    boolean gather = BreakEven.gathers(full, channels.length);
    Slot output = convolved;
    Geometry problem = full;
    if (gather) {
      ChannelGather chooser = new ChannelGather(full.outputChannels(), channels);
      problem = full.withChannels(chooser.width());
      output = gathered(chooser, convolved, full.outputHeight() * full.outputWidth());
    }
    Slot rows = rowGradient(node, problem, forward.value(node.input()), output);
    executed.done += problem.macs();
    float[] factors = factors(node);
    program.java(
        p -> updateRows(node, new RowGradient(channels, gather, p.view(rows), factors)), rows);
  }

  private float[] factors(Convolution node) {
    if (mode == BatchNormMode.FROZEN) {
      return parameters.factors(node);
    }
    float[] ones = new float[node.geometry().outputChannels()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Slot gathered(ChannelGather chooser, Slot from, int area) {
    Slot to = program.floats((long) batch * area * chooser.width());
    program.java(p -> chooser.gather(p.view(from), p.view(to), batch * area), from, to);
    return to;
  }

  private Slot rowGradient(Convolution node, Geometry problem, Slot input, Slot output) {
    Kernel kernel = kernels.convolutionBackwardWeights(problem, batch);
    memory.desc layout = kernel.diffWeights();
    Slot blocked = program.bytes(layout.get_size());
    program
        .call(node.name(), kernel)
        .with(dnnl.DNNL_ARG_SRC, Kernels.channelsLast(problem.input(batch)), input)
        .with(dnnl.DNNL_ARG_DIFF_DST, Kernels.channelsLast(problem.output(batch)), output)
        .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, layout, blocked)
        .add();
    memory.desc rows = Kernels.rowWeights(problem);
    if (layout.equals(rows)) {
      return blocked;
    }
    Slot plain = program.bytes(rows.get_size());
    program
        .call(node.name(), kernels.reorder("gradient " + batch + problem, layout, rows))
        .with(dnnl.DNNL_ARG_FROM, layout, blocked)
        .with(dnnl.DNNL_ARG_TO, rows, plain)
        .add();
    return plain;
  }

  private void updateRows(Convolution node, RowGradient gradient) {
    update.rows(node.weights(), gradient);
    parameters.weightsChanged(node);
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
    if (mode == BatchNormMode.TRAIN) {
      parameters.batchNormsChanged();
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

  Executed executed() {
    return executed;
  }
}
