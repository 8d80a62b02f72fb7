package org.neuronbench.engine.onednn;

import java.nio.ByteBuffer;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.engine.onednn.Emission.Emitted;

/**
 * One training step compiled for a shape: the forward pass, the gradients that the shape needs and
 * no other, the update. Runs any choice of that shape.
 */
final class StepProgram implements AutoCloseable {

  private final StepShape shape;
  private final NativeParameters parameters;
  private final Kernels kernels;
  private final SoftmaxCrossEntropy loss;
  private final Emitted emitted;
  private final Arena.Slot input;
  private @Nullable Choice placed;
  private long keptBytes;

  private StepProgram(
      StepShape shape,
      NativeParameters parameters,
      Kernels kernels,
      SoftmaxCrossEntropy loss,
      Graph graph) {
    this.shape = shape;
    this.parameters = parameters;
    this.kernels = kernels;
    this.loss = loss;
    KeepLess.keepLess(graph.dropUnused(), shape);
    this.emitted = Emission.emit(graph, shape, parameters, kernels);
    this.input = emitted.slot(graph.images());
  }

  /** Compiles a step. */
  static StepProgram of(
      StepShape shape,
      LoweredNetwork network,
      NativeParameters parameters,
      Kernels kernels,
      Programs.Goal goal,
      Differentiation.Taps taps) {
    int outputs = network.head().outputs();
    SoftmaxCrossEntropy loss =
        new SoftmaxCrossEntropy(outputs, outputs - goal.extraOutputs(), goal.labelSmoothing());
    Graph graph = forward(network, shape, taps.equals(Differentiation.Taps.NONE));
    Differentiation.differentiate(graph, shape, loss, graph.logits(), taps);
    return new StepProgram(shape, parameters, kernels, loss, graph);
  }

  /** Compiles the gradient of a loss of the features; nothing is updated. */
  static StepProgram ofFeatures(
      StepShape shape,
      LoweredNetwork network,
      NativeParameters parameters,
      Kernels kernels,
      Differentiation.Taps taps) {
    Graph graph = forward(network, shape, true);
    int outputs = (int) graph.features().extent().values(1);
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(outputs, outputs, 0);
    Differentiation.differentiate(graph, shape, loss, graph.features(), taps);
    return new StepProgram(shape, parameters, kernels, loss, graph);
  }

  private static Graph forward(LoweredNetwork network, StepShape shape, boolean additions) {
    Graph graph = Graph.forward(network, shape.mode(), shape.precision(), (g, node, output) -> {});
    return Fusion.fuse(graph, shape, additions);
  }

  Program program() {
    return emitted.program();
  }

  Arena.Slot input() {
    return input;
  }

  SoftmaxCrossEntropy loss() {
    return loss;
  }

  /** Says what the next runs update, and how; towards the labels, or what the aim says. */
  void bind(
      Choice choice,
      NeuronUpdate update,
      int[] labels,
      Emission.@Nullable Aim aim,
      ErrorFlow errors) {
    emitted.bound().bind(choice, update, labels, aim);
    emitted.bound().flow(errors);
    if (!choice.equals(placed)) {
      keptBytes = emitted.kept().place(choice);
      placed = choice;
    }
    emitted.kept().use(keptMemory());
  }

  private ByteBuffer keptMemory() {
    return keptBytes == 0
        ? ByteBuffer.allocate(0)
        : new BytePointer(kernels.kept(keptBytes)).capacity(keptBytes).asByteBuffer();
  }

  /** Runs the step on a batch that was written to the input, and returns the summed loss. */
  double run(@Nullable Map<String, Double> profile) {
    if (profile == null) {
      program().run();
    } else {
      program().run(profile);
    }
    if (shape.mode() == BatchNormMode.TRAIN) {
      parameters.batchNormsChanged();
    }
    return loss.lossSum();
  }

  /** Returns what the arena takes, with what is kept of the choice bound last. */
  Program.Footprint footprint() {
    Program.Footprint arena = program().footprint();
    return new Program.Footprint(
        arena.peak() + keptBytes, arena.saved() + keptBytes, arena.gradients(), arena.workspace());
  }

  @Override
  public void close() {
    program().close();
  }
}
