package org.neuronbench.engine.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.Selection;

/** The gradients of a network's tensors: which are needed, and where they lie. */
final class Gradients {

  /** Where a gradient is, and whether nobody else reads it, so that it may be overwritten. */
  record Gradient(Slot slot, boolean owned) {}

  private final LoweredNetwork network;
  private final int batch;
  private final Kernels kernels;
  private final Program.Builder program;
  private final NetworkProgram forward;
  private final boolean[] needed;
  private final Map<Integer, List<Gradient>> gradients = new HashMap<>();

  Gradients(
      LoweredNetwork network,
      int batch,
      Program.Builder program,
      NetworkProgram forward,
      boolean[] needed) {
    this.network = network;
    this.batch = batch;
    this.kernels = program.kernels();
    this.program = program;
    this.forward = forward;
    this.needed = needed;
  }

  /** A tensor needs its gradient if anything trained lies at or below the step that made it. */
  static boolean[] needed(LoweredNetwork network, BatchNormMode mode, Selection selection) {
    boolean[] needs = new boolean[network.tensors().size()];
    for (Node node : network.nodes()) {
      boolean need = node.inputs().stream().anyMatch(t -> needs[t]);
      if (node instanceof Convolution convolution) {
        boolean trainsBatchNorm = mode == BatchNormMode.TRAIN && convolution.batchNorm() != null;
        need |= trainsBatchNorm || selection.sizeIn(convolution.weights().layer()) > 0;
      }
      needs[node.output()] = need;
    }
    return needs;
  }

  boolean needed(int tensor) {
    return needed[tensor];
  }

  /** Reserves room for the gradient of a tensor. */
  Slot newGradient(int tensor) {
    return program.floats(network.extent(tensor).values(batch));
  }

  void give(int tensor, Gradient gradient) {
    gradients.computeIfAbsent(tensor, t -> new ArrayList<>()).add(gradient);
  }

  /** Sums what the consumers of a tensor gave. */
  Gradient take(String where, int tensor) {
    List<Gradient> given = new ArrayList<>(gradients.getOrDefault(tensor, List.of()));
    given.sort((a, b) -> Boolean.compare(b.owned(), a.owned()));
    Gradient sum = given.get(0);
    for (Gradient other : given.subList(1, given.size())) {
      Slot target = sum.owned() ? sum.slot() : newGradient(tensor);
      long[] dims = network.extent(tensor).dims(batch);
      memory.desc layout = forward.layout(tensor);
      program
          .call(where, kernels.elementwise().addition(dims, Activation.NONE))
          .with(dnnl.DNNL_ARG_SRC_0, layout, sum.slot())
          .with(dnnl.DNNL_ARG_SRC_1, layout, other.slot())
          .with(dnnl.DNNL_ARG_DST, layout, target)
          .add();
      sum = new Gradient(target, true);
    }
    return sum;
  }

  Gradient throughActivation(String where, int tensor, Activation activation, Gradient gradient) {
    if (activation == Activation.NONE) {
      return gradient;
    }
    Slot target = gradient.owned() ? gradient.slot() : newGradient(tensor);
    memory.desc layout = forward.layout(tensor);
    program
        .call(
            where,
            kernels
                .elementwise()
                .activationBackward(network.extent(tensor).dims(batch), activation))
        .with(dnnl.DNNL_ARG_DST, layout, forward.value(tensor))
        .with(dnnl.DNNL_ARG_DIFF_DST, layout, gradient.slot())
        .with(dnnl.DNNL_ARG_DIFF_SRC, layout, target)
        .add();
    return new Gradient(target, true);
  }
}
