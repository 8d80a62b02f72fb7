package org.neuronbench.engine.onednn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Precision;

/**
 * Operations in an order that can be executed. A training step is made by passes: {@link #forward},
 * {@link Fusion}, {@link Differentiation}, {@link #dropUnused}, {@link KeepLess}; then {@link
 * Emission} lays it out.
 */
final class Graph {

  private final List<Op> ops = new ArrayList<>();
  private final LoweredNetwork network;
  private final Precision precision;
  private final Value[] values;
  private final Value images;

  private Graph(LoweredNetwork network, Precision precision) {
    this.network = network;
    this.precision = precision;
    this.images = Value.activation(network.extent(0), Precision.FLOAT32);
    this.values = new Value[network.tensors().size()];
  }

  List<Op> ops() {
    return ops;
  }

  LoweredNetwork network() {
    return network;
  }

  Precision precision() {
    return precision;
  }

  /** Returns what holds the images. */
  Value images() {
    return images;
  }

  /** Returns what holds a tensor of the lowered network. */
  Value value(int tensor) {
    return Objects.requireNonNull(values[tensor]);
  }

  /** Returns what holds the classifier's outputs. */
  Value logits() {
    return value(network.head().output());
  }

  /** Returns what the classifier reads. */
  Value features() {
    return writers(logits()).get(0).reads().get(0);
  }

  private Value write(int tensor) {
    values[tensor] = map(tensor);
    return values[tensor];
  }

  private Value map(int tensor) {
    return Value.activation(network.extent(tensor), precision);
  }

  /** Returns a value in a precision, casting it if it is in another. */
  private Value in(Precision wanted, String where, Value value) {
    if (value.precision() == wanted) {
      return value;
    }
    Value result = Value.activation(value.extent(), wanted);
    ops.add(new MapOps.Cast(where, value, result));
    return result;
  }

  /** Receives what a convolution put out, before batch norm. */
  interface Taps {
    void tap(Graph graph, Node.Convolution node, Value output);
  }

  /**
   * The forward pass, one operation a layer; batch norm by the batch's statistics or the running.
   * Images and fully connected layers are float32 whatever the precision.
   */
  static Graph forward(LoweredNetwork network, BatchNormMode mode, Precision precision, Taps taps) {
    Graph graph = new Graph(network, precision);
    graph.values[0] = graph.in(precision, "images", graph.images);
    for (Node node : network.nodes()) {
      graph.forward(node, mode, taps);
    }
    return graph;
  }

  private void forward(Node node, BatchNormMode mode, Taps taps) {
    if (node instanceof Node.Convolution convolution) {
      convolution(convolution, mode, taps);
    } else if (node instanceof Node.Addition sum) {
      Value result = map(sum.output());
      ops.add(new MapOps.Sum(sum.name(), value(sum.first()), value(sum.second()), result));
      values[sum.output()] = activated(sum.name(), sum.activation(), result);
    } else if (node instanceof Node.Pooling pooling) {
      Value workspace = Value.of(Value.Part.ACTIVATION);
      ops.add(new MapOps.Pool(pooling, value(pooling.input()), write(pooling.output()), workspace));
    } else if (node instanceof Node.PaddedShortcut shortcut) {
      ops.add(new MapOps.Pad(shortcut, value(shortcut.input()), write(shortcut.output())));
    } else if (node instanceof Node.Dense dense) {
      Value features = in(Precision.FLOAT32, dense.name(), value(dense.input()));
      Value result = Value.activation(network.extent(dense.output()), Precision.FLOAT32);
      ops.add(new HeadOps.Multiply(dense, features, result));
      values[dense.output()] = result;
    }
  }

  private void convolution(Node.Convolution node, BatchNormMode mode, Taps taps) {
    Value result = map(node.output());
    ops.add(ConvolutionOps.Convolve.raw(node, value(node.input()), result));
    if (node.own()) {
      result = activated(node.name(), node.activation(), result);
    }
    taps.tap(this, node, result);
    if (node.batchNorm() != null) {
      Value raw = result;
      result = map(node.output());
      ops.add(
          mode == BatchNormMode.TRAIN
              ? NormOps.Normalise.of(node, node.batchNorm(), raw, result)
              : new NormOps.NormaliseRunning(node, node.batchNorm(), raw, result));
    }
    if (!node.own()) {
      result = activated(node.name(), node.activation(), result);
    }
    values[node.output()] = result;
  }

  private Value activated(String where, Activation activation, Value value) {
    if (activation == Activation.NONE) {
      return value;
    }
    Value result = Value.like(value);
    ops.add(new MapOps.Activate(where, activation, value, result));
    return result;
  }

  void add(Op op) {
    ops.add(op);
  }

  /** Puts another operation in place of one. */
  void replace(Op op, Op by) {
    ops.set(ops.indexOf(op), by);
  }

  void insertAfter(Op op, Op added) {
    ops.add(ops.indexOf(op) + 1, added);
  }

  void remove(Op op) {
    ops.remove(op);
  }

  int position(Op op) {
    return ops.indexOf(op);
  }

  /** Returns the operations that read a value, in order. */
  List<Op> readers(Value value) {
    return ops.stream().filter(op -> op.reads().contains(value)).toList();
  }

  /** Returns the operation that writes a value; the images are written by none. */
  List<Op> writers(Value value) {
    return ops.stream().filter(op -> op.writes().contains(value)).toList();
  }

  /** Leaves out what nothing that acts needs. */
  Graph dropUnused() {
    Set<Value> needed = new HashSet<>();
    Deque<Op> kept = new ArrayDeque<>();
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      if (op.acts() || op.writes().stream().anyMatch(needed::contains)) {
        needed.addAll(op.reads());
        kept.addFirst(op);
      }
    }
    ops.clear();
    ops.addAll(kept);
    return this;
  }
}
