package org.neuronbench.engine.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuronbench.engine.onednn.ConvolutionOps.Convolve;
import org.neuronbench.engine.onednn.MomentOps.Expand;
import org.neuronbench.engine.onednn.StepShape.Width;
import org.neuronbench.spi.Unit;

/**
 * Adds the backward pass to a forward one, and the update of what is trained. Whatever no update
 * needs is dropped afterwards, so input gradients go no deeper than they must.
 */
final class Differentiation {

  private final Graph graph;
  private final StepShape shape;
  private final Map<Value, List<Value>> given = new HashMap<>();
  private final Set<Convolve> passed = new HashSet<>();

  private Differentiation(Graph graph, StepShape shape) {
    this.graph = graph;
    this.shape = shape;
  }

  /** Receives gradients on their way. */
  interface Taps {
    /** Receives that of what a convolution put out, batch norm in it, before the activation. */
    default void tap(Graph graph, Convolve convolve, Value gradient) {}

    /** Receives that of the images. */
    default void images(Graph graph, Value gradient) {}

    /** Nobody. */
    Taps NONE = new Taps() {};
  }

  /**
   * Goes back from a value that a loss looks at; what was computed from it is left out.
   *
   * @param loss with as many outputs as the value has numbers an image
   */
  static Graph differentiate(
      Graph graph, StepShape shape, SoftmaxCrossEntropy loss, Value from, Taps taps) {
    new Differentiation(graph, shape).run(loss, from, taps);
    return graph;
  }

  private void run(SoftmaxCrossEntropy loss, Value from, Taps taps) {
    List<Op> forward = List.copyOf(graph.ops());
    for (Op op : forward) {
      if (op instanceof NormOps.Normalise norm) {
        graph.insertAfter(
            norm, new NormOps.MoveRunning(norm.node(), norm.norm(), norm.statistics()));
      } else if (op instanceof Expand expand) {
        graph.insertAfter(
            expand, new NormOps.MoveRunning(expand.node(), expand.norm(), expand.statistics()));
      }
    }
    Value gradient = Value.gradient(from);
    graph.add(new HeadOps.Loss(loss, from, gradient));
    give(from, gradient);
    for (int i = forward.indexOf(graph.writers(from).get(0)); i >= 0; i--) {
      backward(forward.get(i), taps);
    }
    taps.images(graph, taken("images", graph.images()));
  }

  private void give(Value value, Value gradient) {
    given.computeIfAbsent(value, v -> new ArrayList<>()).add(gradient);
  }

  /** Makes room for the gradient of a value, and hands it to the value. */
  private Value newGradient(Value of) {
    Value gradient = Value.gradient(of);
    give(of, gradient);
    return gradient;
  }

  /** Sums what the readers of a value gave. */
  private Value taken(String where, Value value) {
    List<Value> all = given.getOrDefault(value, List.of());
    Value sum = all.get(0);
    for (Value other : all.subList(1, all.size())) {
      Value both = Value.gradient(value);
      graph.add(new MapOps.Sum(where, sum, other, both));
      sum = both;
    }
    return sum;
  }

  private Value throughActivation(String where, Activation activation, Value output) {
    Value above = taken(where, output);
    if (activation == Activation.NONE) {
      return above;
    }
    Value below = Value.gradient(output);
    graph.add(new MapOps.ActivateBack(where, activation, output, above, below));
    return below;
  }

  private void backward(Op op, Taps taps) {
    if (op instanceof Convolve convolve) {
      Activation activation = passed.contains(convolve) ? Activation.NONE : convolve.activation();
      Value above = throughActivation(convolve.node().name(), activation, convolve.output());
      convolve.addend().ifPresent(addend -> give(addend, above));
      taps.tap(graph, convolve, above);
      convolution(convolve, above);
    } else if (op instanceof NormOps.Normalise norm) {
      normalise(norm);
    } else if (op instanceof Expand expand) {
      expand(expand);
    } else if (op instanceof MapOps.Activate activate) {
      give(
          activate.input(),
          throughActivation(activate.where(), activate.activation(), activate.output()));
    } else if (op instanceof MapOps.Sum sum) {
      Value above = throughActivation(sum.where(), sum.activation(), sum.output());
      give(sum.first(), above);
      give(sum.second(), above);
    } else if (op instanceof MapOps.Pool pool) {
      pool(pool);
    } else if (op instanceof MapOps.Pad pad) {
      Value above = taken(pad.node().name(), pad.output());
      graph.add(new MapOps.PadBack(pad.node(), above, newGradient(pad.input())));
    } else if (op instanceof HeadOps.Multiply multiply) {
      multiply(multiply);
    } else if (op instanceof MapOps.Cast cast) {
      Value above = taken(cast.where(), cast.output());
      graph.add(new MapOps.Cast(cast.where(), above, newGradient(cast.input())));
    }
  }

  /**
   * The gradient of a maximum pooling. Where an activation before it is read by nobody else, it is
   * passed here: clipping the greatest is the same as the greatest of the clipped, on fewer values.
   */
  private void pool(MapOps.Pool pool) {
    String name = pool.node().name();
    Activation activation = Activation.NONE;
    List<Op> before = graph.writers(pool.input());
    if (pool.node().maximum()
        && !before.isEmpty()
        && before.get(0) instanceof Convolve convolve
        && graph.readers(pool.input()).size() == 1) {
      activation = convolve.activation();
      passed.add(convolve);
    }
    Value above = throughActivation(name, activation, pool.output());
    Value below = newGradient(pool.input());
    graph.add(new MapOps.PoolBack(pool.node(), above, pool.workspace(), below));
  }

  private void convolution(Convolve convolve, Value errors) {
    Node.Convolution node = convolve.node();
    Value above = errors;
    if (shape.transformed()) {
      above = Value.gradient(errors);
      graph.add(new ErrorOps.Transform(node, convolve.folded(), errors, above));
    }
    // The input's gradient first: it needs the weights as they were before the update.
    Value below = newGradient(convolve.input());
    if (shape.travelling(node) > 0) {
      above = picked(convolve, above, below);
    } else {
      graph.add(new ConvolutionOps.ConvolveBack(node, convolve.folded(), above, below));
    }
    Width width = shape.width(node);
    if (width.channels() > 0) {
      Value rows = Value.of(Value.Part.GRADIENT);
      Value biases = Value.of(Value.Part.GRADIENT);
      graph.add(
          new ConvolutionOps.WeightGradient(node, width, convolve.input(), above, rows, biases));
      update(node, convolve.folded(), rows, biases);
    }
  }

  /** Passes on only some channels, and returns what the weights' gradient reads. */
  private Value picked(Convolve convolve, Value above, Value below) {
    Node.Convolution node = convolve.node();
    Value picked = Value.gradient(above, shape.travelling(node));
    graph.add(new ErrorOps.Pick(node, convolve.folded(), above, picked));
    graph.add(new ErrorOps.PickedBack(node, convolve.folded(), picked, below));
    if (shape.unit() == Unit.INPUT_CHANNEL) {
      Value widened = Value.gradient(above);
      graph.add(new ErrorOps.Widen(node, picked, widened));
      return widened;
    }
    return picked;
  }

  private void normalise(NormOps.Normalise norm) {
    Value above = taken(norm.norm().name(), norm.output());
    Value scale = Value.of(Value.Part.GRADIENT);
    Value shift = Value.of(Value.Part.GRADIENT);
    graph.add(new NormOps.NormaliseBack(norm, above, newGradient(norm.input()), scale, shift));
    graph.add(new HeadOps.UpdateRange(norm.norm().scale(), scale));
    graph.add(new HeadOps.UpdateRange(norm.norm().shift(), shift));
  }

  private void expand(Expand expand) {
    Value above = throughActivation(expand.node().name(), expand.activation(), expand.output());
    Value rows = Value.of(Value.Part.GRADIENT);
    Value scale = Value.of(Value.Part.GRADIENT);
    Value shift = Value.of(Value.Part.GRADIENT);
    graph.add(new MomentOps.ExpandGradients(expand, above, rows, scale, shift));
    graph.add(new MomentOps.ExpandBack(expand, above, scale, shift, newGradient(expand.input())));
    update(expand.node(), false, rows, Value.of(Value.Part.GRADIENT));
    graph.add(new HeadOps.UpdateRange(expand.norm().scale(), scale));
    graph.add(new HeadOps.UpdateRange(expand.norm().shift(), shift));
  }

  private void update(Node.Convolution node, boolean folded, Value rows, Value biases) {
    Width width = shape.width(node);
    graph.add(
        width.atOnce()
            ? new ConvolutionOps.UpdateAll(node, folded, rows, biases)
            : new ConvolutionOps.Update(node, width, folded, rows, biases));
  }

  /** Of fully connected layers only the classifier is trained. */
  private void multiply(HeadOps.Multiply multiply) {
    Node.Dense node = multiply.node();
    Value above = throughActivation(node.name(), node.activation(), multiply.output());
    graph.add(new HeadOps.MultiplyBack(node, above, newGradient(multiply.input())));
    if (node.equals(graph.network().head())) {
      Value weights = Value.of(Value.Part.GRADIENT);
      Value biases = Value.of(Value.Part.GRADIENT);
      graph.add(new HeadOps.MultiplyWeights(node, multiply.input(), above, weights, biases));
      graph.add(new HeadOps.UpdateRange(node.parameters().biases(), biases));
      graph.add(new HeadOps.UpdateRange(node.parameters().weights(), weights));
    }
  }
}
