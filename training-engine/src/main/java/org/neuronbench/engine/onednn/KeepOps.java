package org.neuronbench.engine.onednn;

import java.util.List;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.ConvolutionOps.WeightGradient;

/** Operations that keep parts of activations from the forward to the backward pass. */
final class KeepOps {

  private KeepOps() {}

  /** Keeps the chosen channels of a convolution's input. */
  record KeepChannels(WeightGradient reader, Value kept) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(reader.input());
    }

    @Override
    public List<Value> writes() {
      return List.of(kept);
    }

    @Override
    public void emit(Emission to) {
      Slot from = to.slot(reader.input());
      KeptChannels.Entry entry = to.kept(kept, reader.node());
      int bytes = kept.precision().bytes();
      to.program().java("keep", p -> entry.keep(p.numbers(from, bytes)), from);
    }
  }

  /** Keeps a bit for each value of an activation: whether it lies within the bounds. */
  record KeepMask(Activation activation, Value input, Value bits) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(input);
    }

    @Override
    public List<Value> writes() {
      return List.of(bits);
    }

    @Override
    public void emit(Emission to) {
      int count = Math.toIntExact(input.extent().values(to.batch()));
      Slot from = to.slot(input);
      Slot into = to.slot(bits, BitMask.bytes(count, input.precision()));
      BitMask mask = new BitMask(activation, input.precision(), count, to.threads());
      to.program().java("masks", p -> mask.pack(p.longs(from), p.longs(into)), from, into);
    }
  }

  /** The gradient of an activation's input, by its bits. */
  record MaskBack(Activation activation, Value bits, Value above, Value below) implements Op {
    @Override
    public List<Value> reads() {
      return List.of(bits, above);
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
      int count = Math.toIntExact(above.extent().values(to.batch()));
      Slot mask = to.slot(bits);
      Slot from = to.slot(above);
      Slot into = to.slot(below);
      BitMask passes = new BitMask(activation, above.precision(), count, to.threads());
      to.program()
          .java(
              "masks",
              p -> passes.apply(p.longs(mask), p.longs(from), p.longs(into)),
              mask,
              from,
              into);
    }
  }
}
