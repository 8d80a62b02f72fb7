package org.neuronbench.engine.onednn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.engine.onednn.Arena.Slot;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.engine.onednn.StepShape.Width;
import org.neuronbench.spi.Unit;
import org.neuronbench.spi.method.Targets;

/** Lays the operations of a graph out as the steps of a program. */
final class Emission {

  /** Sees what the network put out before its loss is taken, and may give targets. */
  interface Aim {
    /** Returns the targets; {@code null} for the labels. */
    @Nullable Targets towards(float[][] outputs);
  }

  /** What a program is run with: nothing of it is compiled. */
  static final class Bound {
    private @Nullable Choice choice;
    private @Nullable NeuronUpdate update;
    private int[] labels = new int[0];
    private @Nullable Aim aim;
    private ErrorFlow errors = ErrorFlow.WHOLE;
    private final Map<Convolution, int[]> travelling = new HashMap<>();
    private final boolean rows;

    /** Creates what rows of weights, or else columns, are chosen by. */
    private Bound(boolean rows) {
      this.rows = rows;
    }

    void bind(Choice chosen, NeuronUpdate rule, int[] classes, @Nullable Aim towards) {
      choice = chosen;
      update = rule;
      labels = classes;
      aim = towards;
    }

    void flow(ErrorFlow flow) {
      errors = flow;
    }

    /** Returns the chosen channels whose errors travel on. */
    int[] chosen(Convolution node) {
      int[] all = Objects.requireNonNull(choice).of(node);
      int[] kept = travelling.get(node);
      return rows && kept != null ? Channels.both(all, kept) : all;
    }

    /** Returns where those lie in the map that the gradient of weights reads. */
    int[] places(Convolution node) {
      int[] kept = travelling.get(node);
      int[] chosen = chosen(node);
      return !rows || kept == null
          ? chosen
          : IntStream.of(chosen).map(c -> Arrays.binarySearch(kept, c)).toArray();
    }

    /** Returns the other chosen channels: their gradient is zero. */
    int[] resting(Convolution node) {
      return Channels.without(Objects.requireNonNull(choice).of(node), travelling(node));
    }

    /** Has the channels of an error map chosen that travel on. */
    void travel(Convolution node, int images, double[] errorNorms, double[] weightNorms) {
      travelling.put(node, errors.keep(node.weights().layer(), images, errorNorms, weightNorms));
    }

    int[] travelling(Convolution node) {
      return Objects.requireNonNull(travelling.get(node));
    }

    ErrorFlow errors() {
      return errors;
    }

    @Nullable Aim aim() {
      return aim;
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
  private final Bound bound;
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
    this.bound = new Bound(shape.unit() == Unit.OUTPUT_CHANNEL);
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
