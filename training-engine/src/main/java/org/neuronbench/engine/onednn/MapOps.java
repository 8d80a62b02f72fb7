package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.neuronbench.engine.onednn.Arena.Slot;

/** Operations on maps that know no weights, and their gradients. */
final class MapOps {

  private MapOps() {}

  /** Keeps a value to the end of the program, for whoever looks at it then. */
  record Keep(Value value) implements Op.Effect {
    @Override
    public List<Value> reads() {
      return List.of(value);
    }

    @Override
    public void emit(Emission to) {
      to.program().java("keep", p -> {}, to.slot(value));
    }
  }

  /** Hands values to code that reads them. */
  record Tap(List<Value> values, Reader reader) implements Op.Effect {

    /** Reads values where they lie. */
    interface Reader {
      void read(Program program, List<Slot> slots);
    }

    @Override
    public List<Value> reads() {
      return values;
    }

    @Override
    public void emit(Emission to) {
      List<Slot> slots = values.stream().map(to::slot).toList();
      to.program().java("observe", p -> reader.read(p, slots), slots.toArray(Slot[]::new));
    }
  }

  /** A map in another precision. */
  record Cast(String where, Value input, Value output) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(output);
    }

    @Override
    public void emit(Emission to) {
      memory.desc from = to.layout(input);
      memory.desc into = to.layout(output);
      to.program()
          .call(where, to.kernels().reorder("cast", Reordering.AS_THEY_ARE, from, into))
          .with(dnnl.DNNL_ARG_FROM, from, to.slot(input))
          .with(dnnl.DNNL_ARG_TO, into, to.slot(output))
          .add();
    }
  }

  /** An activation. */
  record Activate(String where, Activation activation, Value input, Value output) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(output);
    }

    @Override
    public List<Value> overwritable() {
      return List.of(input);
    }

    @Override
    public void emit(Emission to) {
      long[] dims = input.extent().dims(to.batch());
      to.program()
          .call(where, to.kernels().elementwise(input.precision()).activation(dims, activation))
          .with(dnnl.DNNL_ARG_SRC, to.layout(input), to.slot(input))
          .with(dnnl.DNNL_ARG_DST, to.layout(output), to.slot(output))
          .add();
    }
  }

  /** The gradient of an activation's input, by what it put out. */
  record ActivateBack(String where, Activation activation, Value result, Value above, Value below)
      implements Op {

    @Override
    public List<Value> reads() {
      return List.of(result, above);
    }

    @Override
    public List<Value> writes() {
      return List.of(below);
    }

    @Override
    public List<Value> overwritable() {
      return List.of(above);
    }

    @Override
    public void emit(Emission to) {
      long[] dims = above.extent().dims(to.batch());
      to.program()
          .call(
              where,
              to.kernels().elementwise(above.precision()).activationBackward(dims, activation))
          .with(dnnl.DNNL_ARG_DST, to.layout(result), to.slot(result))
          .with(dnnl.DNNL_ARG_DIFF_DST, to.layout(above), to.slot(above))
          .with(dnnl.DNNL_ARG_DIFF_SRC, to.layout(below), to.slot(below))
          .add();
    }
  }

  /** A sum of two, with the activation that follows. */
  record Sum(String where, Value first, Value second, Value output, Activation activation)
      implements Op {

    Sum(String where, Value first, Value second, Value output) {
      this(where, first, second, output, Activation.NONE);
    }

    Sum activated(Activation with, Value to) {
      return new Sum(where, first, second, to, with);
    }

    @Override
    public List<Value> reads() {
      return List.of(first, second);
    }

    @Override
    public List<Value> writes() {
      return List.of(output);
    }

    @Override
    public List<Value> overwritable() {
      return List.of(first, second);
    }

    @Override
    public void emit(Emission to) {
      long[] dims = output.extent().dims(to.batch());
      to.program()
          .call(where, to.kernels().elementwise(output.precision()).addition(dims, activation))
          .with(dnnl.DNNL_ARG_SRC_0, to.layout(first), to.slot(first))
          .with(dnnl.DNNL_ARG_SRC_1, to.layout(second), to.slot(second))
          .with(dnnl.DNNL_ARG_DST, to.layout(output), to.slot(output))
          .add();
    }
  }

  /** A pooling; the workspace says where maxima were. */
  record Pool(Node.Pooling node, Value input, Value output, Value workspace) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(output, workspace);
    }

    @Override
    public void emit(Emission to) {
      Kernel kernel = to.kernels().poolings(input.precision()).forward(node, to.batch());
      Program.Builder.Call call =
          to.program()
              .call(node.name(), kernel)
              .with(dnnl.DNNL_ARG_SRC, to.layout(input), to.slot(input))
              .with(dnnl.DNNL_ARG_DST, to.layout(output), to.slot(output));
      if (node.maximum()) {
        Slot slot = to.slot(workspace, kernel.workspace().get_size());
        call.with(dnnl.DNNL_ARG_WORKSPACE, kernel.workspace(), slot);
      }
      call.add();
    }
  }

  /** The gradient of a pooling's input. */
  record PoolBack(Node.Pooling node, Value above, Value workspace, Value below) implements Op {
    @Override
    public List<Value> reads() {
      return node.maximum() ? List.of(above, workspace) : List.of(above);
    }

    @Override
    public List<Value> writes() {
      return List.of(below);
    }

    @Override
    public void emit(Emission to) {
      Program.Builder.Call call =
          to.program()
              .call(
                  node.name(), to.kernels().poolings(above.precision()).backward(node, to.batch()))
              .with(dnnl.DNNL_ARG_DIFF_DST, to.layout(above), to.slot(above))
              .with(dnnl.DNNL_ARG_DIFF_SRC, to.layout(below), to.slot(below));
      if (node.maximum()) {
        Kernel forward = to.kernels().poolings(above.precision()).forward(node, to.batch());
        call.with(dnnl.DNNL_ARG_WORKSPACE, forward.workspace(), to.slot(workspace));
      }
      call.add();
    }
  }

  /** Every second pixel between channels of zeros. */
  record Pad(Node.PaddedShortcut node, Value input, Value output) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(output);
    }

    @Override
    public void emit(Emission to) {
      Slot from = to.slot(input);
      Slot into = to.slot(output);
      int batch = to.batch();
      int width = output.precision().bytes();
      to.program()
          .java(
              "shortcut",
              p -> node.copy().forward(p.bytes(from), p.bytes(into), batch, width),
              from,
              into);
    }
  }

  /** The gradient of what {@link Pad} reads. */
  record PadBack(Node.PaddedShortcut node, Value above, Value below) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(above);
    }

    @Override
    public List<Value> writes() {
      return List.of(below);
    }

    @Override
    public void emit(Emission to) {
      Slot from = to.slot(above);
      Slot into = to.slot(below);
      int batch = to.batch();
      int width = below.precision().bytes();
      to.program()
          .java(
              "shortcut",
              p -> node.copy().backward(p.bytes(from), p.bytes(into), batch, width),
              from,
              into);
    }
  }
}
