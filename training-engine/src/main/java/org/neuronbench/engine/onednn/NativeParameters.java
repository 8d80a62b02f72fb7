package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.engine.onednn.Node.Convolution;

/**
 * The parameters of a session in native memory, laid out as in the graph's parameter vector, and
 * the copies of weights in the layouts that primitives want. A copy is renewed when it is next
 * needed after its weights changed; of few changed neurons only those are written, at once. Owns
 * native memory.
 */
final class NativeParameters implements AutoCloseable, NeuronUpdate.Changes {

  /** If no more than one in so many neurons of a layer changed, they are written one by one. */
  private static final int FEW = 4;

  /** Channels of a block in the layouts of kernels. */
  private static final int ROWS_AT_ONCE = 16;

  private final Kernels kernels;
  private final FloatPointer values;
  private final FloatBuffer view;
  private final Map<Convolution, Integer> weightVersion = new HashMap<>();
  private final Map<Convolution, List<Copy>> copies = new HashMap<>();
  private final Map<Convolution, Folding> foldings = new HashMap<>();
  private int batchNormVersion;
  private int replaced;
  private int copiesMade;
  private float[] row = new float[0];

  NativeParameters(Kernels kernels, float[] initial) {
    this.kernels = kernels;
    this.values = new FloatPointer(initial);
    this.view = values.asBuffer();
  }

  FloatBuffer view() {
    return view;
  }

  float[] toArray() {
    float[] all = new float[view.capacity()];
    view.get(0, all);
    return all;
  }

  float[] read(Range range) {
    float[] values = new float[range.length()];
    view.get(range.offset(), values);
    return values;
  }

  void replace(float[] all) {
    view.put(0, all);
    batchNormVersion++;
    replaced++;
  }

  /** Points to a run of parameters; the caller must not close it. */
  Pointer at(Range range) {
    return values.getPointer(range.offset()).capacity(range.length());
  }

  /** Says that any weights of a layer changed. */
  void weightsChanged(Convolution node) {
    weightVersion.merge(node, 1, Integer::sum);
  }

  void batchNormsChanged() {
    batchNormVersion++;
  }

  /** Says which weights changed; of few, copies that were fresh before are brought up to date. */
  @Override
  public void changed(NeuronGradient gradient) {
    Convolution node = gradient.node();
    int before = version(node);
    weightsChanged(node);
    boolean few = gradient.chosen().length * FEW <= gradient.weights().layer().neurons();
    if (few) {
      List<Copy> fresh =
          copies.getOrDefault(node, List.of()).stream()
              .filter(copy -> copy.places.isPresent() && copy.isFresh(before))
              .toList();
      write(gradient, fresh);
      fresh.forEach(copy -> copy.weights = version(node));
    }
    if (gradient.biases().capacity() > 0) {
      biasesChanged(node);
    }
  }

  /** Says that all weights and biases of a layer changed. */
  void changed(Convolution node) {
    weightsChanged(node);
    if (node.hasBias()) {
      biasesChanged(node);
    }
  }

  private void biasesChanged(Convolution node) {
    Folding folding = foldings.get(node);
    if (folding != null) {
      folding.bias.put(folding.shifts());
    }
  }

  private void write(NeuronGradient gradient, List<Copy> fresh) {
    Weights w = gradient.weights();
    if (!gradient.columns() && w.weightStride() == 1) {
      Ranges.each(
          kernels.threads(),
          gradient.chosen().length,
          (thread, from, to) -> writeRows(gradient, from, to, fresh));
    } else {
      for (Copy copy : fresh) {
        float[] factors = factors(gradient.node(), copy.folded);
        WeightPlaces to = copy.places.orElseThrow();
        eachWeight(
            gradient,
            (output, k) ->
                copy.floats.put(to.of(output, k), view.get(w.index(output, k)) * factors[output]));
      }
    }
  }

  /** Rows whose weights lie side by side in blocked layouts are written together. */
  private void writeRows(NeuronGradient gradient, int from, int to, List<Copy> fresh) {
    Weights w = gradient.weights();
    int[] chosen = gradient.chosen();
    float[][] rows = new float[ROWS_AT_ONCE][w.rowLength()];
    int[] outputs = new int[ROWS_AT_ONCE];
    int count = 0;
    for (int r = from; r < to; r++) {
      view.get(w.index(chosen[r], 0), rows[count]);
      outputs[count++] = chosen[r];
      if (r + 1 == to || chosen[r + 1] / ROWS_AT_ONCE != chosen[r] / ROWS_AT_ONCE) {
        for (Copy copy : fresh) {
          float[] factors = factors(gradient.node(), copy.folded);
          copy.places.orElseThrow().write(copy.floats, outputs, rows, count, factors);
        }
        count = 0;
      }
    }
  }

  private int version(Convolution node) {
    return weightVersion.getOrDefault(node, 0) + replaced;
  }

  /** Returns the bytes of parameters, folded weights and copies. */
  long bytes() {
    long folded = foldings.values().stream().mapToLong(f -> f.weights.capacity()).sum();
    long copied =
        copies.values().stream().flatMap(List::stream).mapToLong(c -> c.bytes.capacity()).sum();
    return (values.capacity() + folded) * Float.BYTES + copied;
  }

  /**
   * The weights of a layer multiplied by the factors of the batch norm that follows, with biases
   * for its shift, as running statistics give them.
   */
  private final class Folding {
    private final Convolution node;
    private final FloatPointer weights;
    private final FloatBuffer folded;
    private final FloatPointer bias;
    private float[] factors = new float[0];
    private int weightsAt = -1;
    private int batchNormsAt = -1;

    private Folding(Convolution node) {
      this.node = node;
      this.weights = Temporaries.keep(new FloatPointer(node.weights().count()));
      this.folded = weights.asBuffer();
      this.bias = Temporaries.keep(new FloatPointer(node.geometry().outputChannels()));
    }

    private float[] factors() {
      if (factors.length == 0 || batchNormsAt != batchNormVersion) {
        factors = factorsOf(node);
      }
      return factors;
    }

    private void refresh() {
      int current = version(node);
      if (weightsAt == current && batchNormsAt == batchNormVersion) {
        return;
      }
      factors = factorsOf(node);
      bias.put(shifts());
      scaleAll();
      weightsAt = current;
      batchNormsAt = batchNormVersion;
    }

    private float[] shifts() {
      float[] shifts = new float[factors.length];
      BatchNorm norm = node.batchNorm();
      for (int c = 0; c < shifts.length; c++) {
        float own = node.hasBias() ? view.get(node.weights().biasOffset() + c) : 0;
        float mean = norm == null ? 0 : view.get(norm.mean().offset() + c);
        float shift = norm == null ? 0 : view.get(norm.shift().offset() + c);
        shifts[c] = shift + (own - mean) * factors[c];
      }
      return shifts;
    }

    /** Weights of an output channel lie side by side, or those of a pixel of a depthwise window. */
    private void scaleAll() {
      Weights w = node.weights();
      boolean byRow = w.weightStride() == 1;
      int length = byRow ? w.rowLength() : factors.length;
      reserve(length);
      for (int from = 0; from < w.count(); from += length) {
        view.get(w.offset() + from, row, 0, length);
        for (int i = 0; i < length; i++) {
          row[i] *= byRow ? factors[from / length] : factors[i];
        }
        folded.put(from, row, 0, length);
      }
    }
  }

  private interface Weight {
    void at(int output, int k);
  }

  private static void eachWeight(NeuronGradient gradient, Weight weight) {
    Weights w = gradient.weights();
    if (!gradient.columns()) {
      for (int output : gradient.chosen()) {
        for (int k = 0; k < w.rowLength(); k++) {
          weight.at(output, k);
        }
      }
      return;
    }
    int run = gradient.node().geometry().kernel().area();
    for (int output = 0; output < w.layer().outputChannels(); output++) {
      for (int input : gradient.chosen()) {
        for (int k = input * run; k < (input + 1) * run; k++) {
          weight.at(output, k);
        }
      }
    }
  }

  private void reserve(int count) {
    if (row.length < count) {
      row = new float[count];
    }
  }

  /**
   * Weights in the layout of a primitive, folded or as they are. Further copies of the same numbers
   * are made from the first: kernels' layouts are turned into each other faster, and in bfloat16
   * are half as large.
   */
  final class Copy {
    private final Convolution node;
    private final boolean folded;
    private final memory.desc layout;
    private final Optional<WeightPlaces> places;
    private final BytePointer bytes;
    private final FloatBuffer floats;
    private final @Nullable Copy origin;
    private final Kernel reorder;
    private final memory source;
    private final memory target;
    private final memory scratch;
    private final IntMemoryMap arguments = Temporaries.keep(new IntMemoryMap());
    private int weights = -1;
    private int batchNorms = -1;

    private Copy(Convolution node, boolean folded, memory.desc layout, @Nullable Copy origin) {
      this.node = node;
      this.folded = folded;
      this.origin = origin;
      this.layout = Temporaries.keep(new memory.desc(layout));
      this.places = WeightPlaces.of(layout, node.geometry());
      this.bytes = Temporaries.keep(new BytePointer(layout.get_size()));
      this.floats =
          Temporaries.keep(new FloatPointer(bytes))
              .capacity(bytes.capacity() / Float.BYTES)
              .asBuffer();
      memory.desc from = origin == null ? Layouts.plainWeights(node.geometry()) : origin.layout;
      this.reorder = kernels.reorder("weights", List.of(copiesMade++), from, layout);
      this.source = Temporaries.keep(new memory(from, kernels.cpu(), values));
      this.target = Temporaries.keep(new memory(layout, kernels.cpu(), bytes));
      this.scratch = Temporaries.keep(new memory(reorder.scratchpad(), kernels.cpu()));
      arguments.put(dnnl.DNNL_ARG_FROM, source);
      arguments.put(dnnl.DNNL_ARG_TO, target);
      arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, scratch);
    }

    Pointer pointer() {
      return bytes;
    }

    Pointer bias() {
      return folding(node).bias;
    }

    memory.desc layout() {
      return layout;
    }

    private boolean sameNumbers(memory.desc other) {
      return layout.get_data_type() == other.get_data_type();
    }

    private boolean isFresh(int version) {
      return weights == version && (!folded || batchNorms == batchNormVersion);
    }

    void refresh() {
      if (isFresh(version(node))) {
        return;
      }
      if (origin != null) {
        origin.refresh();
        reorder(origin.bytes);
      } else if (folded) {
        folding(node).refresh();
        reorder(folding(node).weights);
      } else {
        reorder(values.getPointer(node.weights().offset()));
      }
      weights = version(node);
      batchNorms = batchNormVersion;
    }

    private void reorder(Pointer from) {
      source.set_data_handle(from);
      reorder.executable().execute(kernels.queue(), arguments);
    }

    private void close() {
      arguments.close();
      scratch.close();
      target.close();
      source.close();
      bytes.close();
      layout.close();
    }
  }

  private Folding folding(Convolution node) {
    return foldings.computeIfAbsent(node, Folding::new);
  }

  /** Returns what each output channel's gradient is multiplied by: its folding's factor, or one. */
  float[] factors(Convolution node, boolean folded) {
    if (folded) {
      return folding(node).factors();
    }
    float[] ones = new float[node.geometry().outputChannels()];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Returns per output channel scale / sqrt(variance + epsilon), or ones without batch norm. */
  private float[] factorsOf(Convolution node) {
    float[] factors = new float[node.geometry().outputChannels()];
    BatchNorm norm = node.batchNorm();
    for (int c = 0; c < factors.length; c++) {
      factors[c] =
          norm == null
              ? 1
              : (float)
                  (view.get(norm.scale().offset() + c)
                      / Math.sqrt(
                          view.get(norm.variance().offset() + c) + node.settings().epsilon()));
    }
    return factors;
  }

  /** Finds or makes the copy of a layer's weights in a layout. */
  Copy copy(Convolution node, boolean folded, memory.desc layout) {
    List<Copy> known = copies.computeIfAbsent(node, n -> new ArrayList<>());
    Copy origin = null;
    for (Copy copy : known) {
      if (copy.folded == folded && copy.layout.equals(layout)) {
        return copy;
      }
      if (origin == null && copy.folded == folded && copy.sameNumbers(layout)) {
        origin = copy;
      }
    }
    Copy copy = new Copy(node, folded, layout, origin);
    known.add(copy);
    return copy;
  }

  @Override
  public void close() {
    copies.values().forEach(list -> list.forEach(Copy::close));
    copies.clear();
    for (Folding folding : foldings.values()) {
      folding.weights.close();
      folding.bias.close();
    }
    foldings.clear();
    values.close();
  }
}
