package org.neuronbench.engine.onednn;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.Node.Convolution;

/**
 * The chosen channels of inputs, kept from the forward to the backward pass. Where they lie depends
 * on the choice, not on the shape: they take exactly what the chosen channels need.
 */
final class KeptChannels {

  private static final int ALIGNMENT = 4;

  private final List<Entry> entries = new ArrayList<>();
  private final int threads;
  private ByteBuffer memory = ByteBuffer.allocate(0);

  KeptChannels(int threads) {
    this.threads = threads;
  }

  /** The channels of one convolution's input. */
  final class Entry {
    private final Convolution node;
    private final ChannelGather gather;
    private final int pixels;
    private int[] chosen = new int[0];
    private final Precision precision;
    private int offset;

    private Entry(Convolution node, int pixels, Precision precision) {
      this.node = node;
      this.pixels = pixels;
      this.precision = precision;
      this.gather = new ChannelGather(node.geometry().inputChannels(), threads, pixels);
    }

    int pixels() {
      return pixels;
    }

    private int bytes() {
      return Math.multiplyExact(pixels * chosen.length, precision.bytes());
    }

    private Buffer place() {
      ByteBuffer mine = memory.slice(offset, bytes()).order(memory.order());
      return precision == Precision.FLOAT32 ? mine.asFloatBuffer() : mine.asShortBuffer();
    }

    void keep(Buffer input) {
      gather.gather(input, place(), chosen, chosen.length);
    }

    /** Lays the channels out for a kernel: so many a pixel, zeros after the chosen ones. */
    void widen(Buffer into, int width) {
      gather.widen(place(), chosen.length, into, width);
    }
  }

  Entry add(Convolution node, int pixels, Precision precision) {
    Entry entry = new Entry(node, pixels, precision);
    entries.add(entry);
    return entry;
  }

  /** Finds every entry its place, and returns the bytes needed in all. */
  int place(Choice choice) {
    int bytes = 0;
    for (Entry entry : entries) {
      entry.chosen = choice.of(entry.node);
      entry.offset = bytes;
      bytes = Math.addExact(bytes, (entry.bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }
    return bytes;
  }

  void use(ByteBuffer where) {
    memory = where;
  }
}
