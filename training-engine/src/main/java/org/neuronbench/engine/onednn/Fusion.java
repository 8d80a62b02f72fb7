package org.neuronbench.engine.onednn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.SavedActivations;
import org.neuronbench.engine.onednn.ConvolutionOps.Convolve;
import org.neuronbench.engine.onednn.MomentOps.Expand;
import org.neuronbench.engine.onednn.Node.Convolution;

/**
 * Joins operations whose result only the next one reads: batch norm by running statistics becomes
 * part of a convolution's weights; activations and additions are applied before a result is
 * written.
 */
final class Fusion {

  private final Graph graph;
  private final StepShape shape;
  private final boolean additions;

  private Fusion(Graph graph, StepShape shape, boolean additions) {
    this.graph = graph;
    this.shape = shape;
    this.additions = additions;
  }

  /**
   * Joins what can be joined; with or without additions, after which no convolution is seen alone.
   */
  static Graph fuse(Graph graph, StepShape shape, boolean additions) {
    Fusion fusion = new Fusion(graph, shape, additions);
    for (Op op : List.copyOf(graph.ops())) {
      fusion.fuse(op);
    }
    return graph;
  }

  private void fuse(Op op) {
    if (op instanceof NormOps.NormaliseRunning norm
        && onlyFor(norm.input()) instanceof Convolve convolve) {
      join(convolve, norm, convolve.folded(norm.output()));
    } else if (op instanceof NormOps.Normalise norm
        && onlyFor(norm.input()) instanceof Convolve convolve
        && byMoments(convolve)) {
      join(
          convolve, norm, Expand.of(convolve.node(), norm.norm(), convolve.input(), norm.output()));
    } else if (op instanceof MapOps.Activate activate) {
      Op before = onlyFor(activate.input());
      if (before instanceof Convolve convolve) {
        join(convolve, activate, convolve.activated(activate.activation(), activate.output()));
      } else if (before instanceof Expand expand) {
        join(expand, activate, expand.activated(activate.activation(), activate.output()));
      } else if (before instanceof MapOps.Sum sum) {
        join(sum, activate, sum.activated(activate.activation(), activate.output()));
      } else if (before instanceof NormOps.Normalise norm
          && activate.activation() == Activation.RELU) {
        join(norm, activate, norm.withRelu(activate.output()));
      }
    } else if (op instanceof MapOps.Sum sum && additions) {
      addition(sum);
    }
  }

  /** Only where all gradients of rows are computed anyway: scale and shift need them. */
  private boolean byMoments(Convolve convolve) {
    Convolution node = convolve.node();
    return convolve.activation() == Activation.NONE
        && !node.hasBias()
        && !shape.transformed()
        && shape.travelling(node) == 0
        && shape.width(node).channels() > 0
        && !shape.width(node).compact()
        && SavedActivations.byMoments(node.weights().layer(), shape.batch());
  }

  /** The later of two convolutions takes the other operand as it writes. */
  private void addition(MapOps.Sum sum) {
    Convolve first = adding(sum.first());
    Convolve second = adding(sum.second());
    if (second != null && (first == null || graph.position(second) > graph.position(first))) {
      join(second, sum, second.adding(sum.first(), sum.output()));
    } else if (first != null) {
      join(first, sum, first.adding(sum.second(), sum.output()));
    }
  }

  /** The convolution that writes a value last, its batch norm, if any, in its weights. */
  private @Nullable Convolve adding(Value value) {
    return onlyFor(value) instanceof Convolve convolve
            && convolve.activation() == Activation.NONE
            && convolve.addend().isEmpty()
            && (convolve.folded() || convolve.node().batchNorm() == null)
        ? convolve
        : null;
  }

  /** Returns the operation that writes a value for one reader, if it is the only one. */
  private @Nullable Op onlyFor(Value value) {
    List<Op> writers = graph.writers(value);
    return writers.size() == 1 && graph.readers(value).size() == 1 ? writers.get(0) : null;
  }

  private void join(Op before, Op after, Op both) {
    graph.remove(before);
    graph.replace(after, both);
  }
}
