package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.neuronbench.engine.onednn.Node.Convolution;

/**
 * The chosen channels of inputs, kept from the forward to the backward pass. Where they lie depends
 * on the choice, not on the shape: they take exactly what the chosen channels need.
 */
final class KeptChannels {

  private final List<Entry> entries = new ArrayList<>();
  private final int threads;
  private FloatBuffer memory = FloatBuffer.allocate(0);

  KeptChannels(int threads) {
    this.threads = threads;
  }

  /** The channels of one convolution's input. */
  final class Entry {
    private final Convolution node;
    private final ChannelGather gather;
    private final int pixels;
    private int[] chosen = new int[0];
    private int offset;

    private Entry(Convolution node, int pixels) {
      this.node = node;
      this.pixels = pixels;
      this.gather = new ChannelGather(node.geometry().inputChannels(), threads, pixels);
    }

    int pixels() {
      return pixels;
    }

    void keep(FloatBuffer input) {
      gather.gather(input, memory.slice(offset, pixels * chosen.length), chosen, chosen.length);
    }

    /** Lays the channels out for a kernel: so many a pixel, zeros after the chosen ones. */
    void widen(FloatBuffer into, int width) {
      gather.widen(memory.slice(offset, pixels * chosen.length), chosen.length, into, width);
    }
  }

  Entry add(Convolution node, int pixels) {
    Entry entry = new Entry(node, pixels);
    entries.add(entry);
    return entry;
  }

  /** Finds every entry its place, and returns the values needed in all. */
  int place(Choice choice) {
    int values = 0;
    for (Entry entry : entries) {
      entry.chosen = choice.of(entry.node);
      entry.offset = values;
      values = Math.addExact(values, entry.pixels * entry.chosen.length);
    }
    return values;
  }

  void use(FloatBuffer where) {
    memory = where;
  }
}
