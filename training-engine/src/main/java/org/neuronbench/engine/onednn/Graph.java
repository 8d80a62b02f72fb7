package org.neuronbench.engine.onednn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.neuronbench.core.engine.BatchNormMode;

/**
 * Operations in an order that can be executed. A training step is made by passes: {@link #forward},
 * {@link Fusion}, {@link Differentiation}, {@link #dropUnused}, {@link KeepLess}; then {@link
 * Emission} lays it out.
 */
final class Graph {

  private final List<Op> ops = new ArrayList<>();
  private final LoweredNetwork network;
  private final Value[] values;

  private Graph(LoweredNetwork network) {
    this.network = network;
    this.values = new Value[network.tensors().size()];
  }

  List<Op> ops() {
    return ops;
  }

  LoweredNetwork network() {
    return network;
  }

  /** Returns what holds a tensor of the lowered network. */
  Value value(int tensor) {
    return Objects.requireNonNull(values[tensor]);
  }

  private Value write(int tensor) {
    values[tensor] = Value.activation(network.extent(tensor));
    return values[tensor];
  }

  /** Receives what a convolution put out, before batch norm. */
  interface Taps {
    void tap(Graph graph, Node.Convolution node, Value output);
  }

  /**
   * The forward pass, one operation a layer; batch norm by the batch's statistics or the running.
   */
  static Graph forward(LoweredNetwork network, BatchNormMode mode, Taps taps) {
    Graph graph = new Graph(network);
    graph.write(0);
    for (Node node : network.nodes()) {
      graph.forward(node, mode, taps);
    }
    return graph;
  }

  private void forward(Node node, BatchNormMode mode, Taps taps) {
    if (node instanceof Node.Convolution convolution) {
      convolution(convolution, mode, taps);
    } else if (node instanceof Node.Addition sum) {
      Value result = Value.activation(network.extent(sum.output()));
      ops.add(new MapOps.Sum(sum.name(), value(sum.first()), value(sum.second()), result));
      values[sum.output()] = activated(sum.name(), sum.activation(), result);
    } else if (node instanceof Node.Pooling pooling) {
      Value workspace = Value.of(Value.Part.ACTIVATION);
      ops.add(new MapOps.Pool(pooling, value(pooling.input()), write(pooling.output()), workspace));
    } else if (node instanceof Node.PaddedShortcut shortcut) {
      ops.add(new MapOps.Pad(shortcut, value(shortcut.input()), write(shortcut.output())));
    } else if (node instanceof Node.Dense dense) {
      ops.add(new HeadOps.Multiply(dense, value(dense.input()), write(dense.output())));
    }
  }

  private void convolution(Node.Convolution node, BatchNormMode mode, Taps taps) {
    Value result = Value.activation(network.extent(node.output()));
    ops.add(ConvolutionOps.Convolve.raw(node, value(node.input()), result));
    if (node.own()) {
      result = activated(node.name(), node.activation(), result);
    }
    taps.tap(this, node, result);
    if (node.batchNorm() != null) {
      Value raw = result;
      result = Value.activation(network.extent(node.output()));
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
    Value result = Value.activation(value.extent());
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
