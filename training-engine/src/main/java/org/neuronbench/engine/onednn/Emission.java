package org.neuronbench.engine.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.engine.onednn.StepShape.Width;

/** Lays the operations of a graph out as the steps of a program. */
final class Emission {

  /** What a program is run with: nothing of it is compiled. */
  static final class Bound {
    private @Nullable Choice choice;
    private @Nullable NeuronUpdate update;
    private int[] labels = new int[0];

    void bind(Choice chosen, NeuronUpdate rule, int[] classes) {
      choice = chosen;
      update = rule;
      labels = classes;
    }

    int[] chosen(Convolution node) {
      return Objects.requireNonNull(choice).of(node);
    }

    NeuronUpdate update() {
      return Objects.requireNonNull(update);
    }

    int[] labels() {
      return labels;
    }
  }

  private final StepShape shape;
  private final NativeParameters parameters;
  private final Program.Builder program;
  private final Bound bound = new Bound();
  private final KeptChannels kept;
  private final Map<Value, Slot> slots = new HashMap<>();
  private final Map<Value, KeptChannels.Entry> keptOf = new HashMap<>();
  private final Map<Value, memory.desc> layouts = new HashMap<>();
  private final Map<Value, Op> lastReader = new HashMap<>();

  private Emission(StepShape shape, NativeParameters parameters, Kernels kernels) {
    this.shape = shape;
    this.parameters = parameters;
    this.program = new Program.Builder(kernels);
    this.kept = new KeptChannels(kernels.threads());
  }

  /** A graph as a program. */
  record Emitted(Program program, Bound bound, KeptChannels kept, Map<Value, Slot> slots) {
    Slot slot(Value value) {
      return Objects.requireNonNull(slots.get(value));
    }
  }

  static Emitted emit(Graph graph, StepShape shape, NativeParameters parameters, Kernels kernels) {
    Emission emission = new Emission(shape, parameters, kernels);
    emission.all(graph);
    return new Emitted(
        emission.program.build(), emission.bound, emission.kept, new HashMap<>(emission.slots));
  }

  private void all(Graph graph) {
    // Alive from before the first step, when the batch is written.
    program.java("input", p -> {}, slot(graph.images()));
    for (Op op : graph.ops()) {
      op.reads().forEach(value -> lastReader.put(value, op));
    }
    for (Op op : graph.ops()) {
      overwrite(op);
      op.emit(this);
    }
  }

  /** Lets a result take the place of what nobody reads any more. */
  private void overwrite(Op op) {
    for (Value old : op.overwritable()) {
      Slot slot = slots.get(old);
      if (slot != null && op.equals(lastReader.get(old))) {
        slots.put(op.writes().get(0), slot);
        return;
      }
    }
  }

  int batch() {
    return shape.batch();
  }

  StepShape shape() {
    return shape;
  }

  NativeParameters parameters() {
    return parameters;
  }

  Program.Builder program() {
    return program;
  }

  Kernels kernels() {
    return program.kernels();
  }

  int threads() {
    return kernels().threads();
  }

  Bound bound() {
    return bound;
  }

  /** Places a value that a kernel lays out its own way. */
  Slot laidOut(Value value, memory.desc layout) {
    layouts.put(value, layout);
    return slot(value, layout.get_size());
  }

  /** Lays something out anew, if it lies otherwise. */
  Slot reordered(String where, Slot from, memory.desc layout, memory.desc wanted) {
    if (layout.equals(wanted)) {
      return from;
    }
    Slot target = program.bytes(wanted.get_size(), Value.Part.WORKSPACE);
    reorder(where, from, layout, target, wanted);
    return target;
  }

  /** Returns where a map is to be written in a layout, to be {@link #reorder}ed then. */
  Slot place(Value map, memory.desc layout) {
    return layout.equals(layout(map))
        ? slot(map)
        : program.bytes(layout.get_size(), Value.Part.WORKSPACE);
  }

  void reorder(String where, Slot from, memory.desc layout, Slot target, memory.desc wanted) {
    if (from.equals(target)) {
      return;
    }
    program
        .call(where, kernels().reorder("layout", Reordering.AS_THEY_ARE, layout, wanted))
        .with(dnnl.DNNL_ARG_FROM, layout, from)
        .with(dnnl.DNNL_ARG_TO, wanted, target)
        .add();
  }

  memory.desc layout(Value map) {
    memory.desc own = layouts.get(map);
    return own != null ? own : Layouts.channelsLast(map.precision(), map.extent().dims(batch()));
  }

  /** Returns where a map lies, or what a size was said of before. */
  Slot slot(Value value) {
    Slot known = slots.get(value);
    return known != null
        ? known
        : slot(value, value.extent().values(batch()) * value.precision().bytes());
  }

  Slot slot(Value value, long bytes) {
    return slots.computeIfAbsent(value, v -> program.bytes(bytes, v.part()));
  }

  Slot floats(Value value, long count) {
    return slot(value, count * Float.BYTES);
  }

  KeptChannels.Entry kept(Value value, Convolution node) {
    int pixels = batch() * node.geometry().input().area();
    return keptOf.computeIfAbsent(value, v -> kept.add(node, pixels, v.precision()));
  }

  /** Lays kept channels out as the kernel of a weight gradient wants them. */
  Slot widened(Value value, Width width) {
    KeptChannels.Entry entry = Objects.requireNonNull(keptOf.get(value));
    int bytes = value.precision().bytes();
    Slot slot =
        program.bytes((long) entry.pixels() * width.channels() * bytes, Value.Part.WORKSPACE);
    program.java("gather", p -> entry.widen(p.numbers(slot, bytes), width.channels()), slot);
    return slot;
  }
}
