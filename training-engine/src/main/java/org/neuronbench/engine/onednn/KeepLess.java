package org.neuronbench.engine.onednn;

import java.util.List;
import org.neuronbench.engine.onednn.ConvolutionOps.WeightGradient;

/**
 * Keeps less from the forward pass to the backward one: of an input of which only some channels are
 * chosen, those; of an activation that nothing else needs, a bit for each value that tells whether
 * its gradient passes.
 */
final class KeepLess {

  private KeepLess() {}

  static Graph keepLess(Graph graph, StepShape shape) {
    for (Op op : List.copyOf(graph.ops())) {
      if (op instanceof WeightGradient gradient && gradient.readsChosenInputs(shape.unit())) {
        Value kept = Value.partOf(gradient.input());
        insert(graph, gradient.input(), new KeepOps.KeepChannels(gradient, kept));
        graph.replace(op, gradient.reading(kept));
      }
    }
    for (Op op : List.copyOf(graph.ops())) {
      if (op instanceof MapOps.ActivateBack back && onlyReaderBehindLoss(graph, back)) {
        Value bits = Value.of(Value.Part.ACTIVATION);
        insert(graph, back.result(), new KeepOps.KeepMask(back.activation(), back.result(), bits));
        graph.replace(
            op, new KeepOps.MaskBack(back.activation(), bits, back.above(), back.below()));
      }
    }
    return graph;
  }

  private static boolean onlyReaderBehindLoss(Graph graph, Op op) {
    int loss = 0;
    while (!(graph.ops().get(loss) instanceof HeadOps.Loss)) {
      loss++;
    }
    Value value = op.reads().get(0);
    int start = loss;
    return graph.readers(value).stream().noneMatch(r -> !r.equals(op) && graph.position(r) > start);
  }

  /** Puts an operation right behind the one that writes a value; the images are there at once. */
  private static void insert(Graph graph, Value value, Op op) {
    List<Op> writers = graph.writers(value);
    if (writers.isEmpty()) {
      graph.ops().add(0, op);
    } else {
      graph.insertAfter(writers.get(0), op);
    }
  }
}
