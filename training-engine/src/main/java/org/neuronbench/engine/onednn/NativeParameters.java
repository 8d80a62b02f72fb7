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
  private final Map<Integer, float[]> ones = new HashMap<>();
  private int batchNormVersion;
  private int replaced;

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

  @Override
  public void changed(Convolution node) {
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
          (long) gradient.chosen().length * w.rowLength(),
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

  /** Forgets which copies were used: {@link #usedBytes} counts from here. */
  void countUse() {
    copies.values().forEach(list -> list.forEach(copy -> copy.used = false));
  }

  /**
   * Returns the bytes of parameters and of the copies used since {@link #countUse}. What else is
   * kept, in case it is used again, depends on what ran before, and is not there after a stop.
   */
  long usedBytes() {
    long copied =
        copies.values().stream()
            .flatMap(List::stream)
            .filter(copy -> copy.used)
            .mapToLong(copy -> copy.bytes.capacity())
            .sum();
    return values.capacity() * Float.BYTES + copied;
  }

  /**
   * What the weights of a layer are multiplied by for the batch norm that follows, and biases for
   * its shift, as running statistics give them.
   */
  private final class Folding {
    private final Convolution node;
    private final FloatPointer scales;
    private final FloatPointer bias;
    private float[] factors = new float[0];
    private int weightsAt = -1;
    private int batchNormsAt = -1;

    private Folding(Convolution node) {
      this.node = node;
      this.scales = Temporaries.keep(new FloatPointer(node.geometry().outputChannels()));
      this.bias = Temporaries.keep(new FloatPointer(node.geometry().outputChannels()));
    }

    private float[] factors() {
      if (batchNormsAt != batchNormVersion) {
        factors = factorsOf(node);
        scales.put(factors);
        batchNormsAt = batchNormVersion;
        weightsAt = -1;
      }
      return factors;
    }

    private void refresh() {
      factors();
      if (weightsAt != version(node)) {
        bias.put(shifts());
        weightsAt = version(node);
      }
    }

    private float[] shifts() {
      float[] shifts = new float[factors().length];
      BatchNorm norm = node.batchNorm();
      for (int c = 0; c < shifts.length; c++) {
        float own = node.hasBias() ? view.get(node.weights().biasOffset() + c) : 0;
        float mean = norm == null ? 0 : view.get(norm.mean().offset() + c);
        float shift = norm == null ? 0 : view.get(norm.shift().offset() + c);
        shifts[c] = shift + (own - mean) * factors[c];
      }
      return shifts;
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

  /** Weights in the layout of a primitive, folded or as they are. */
  final class Copy {
    private final Convolution node;
    private final boolean folded;
    private final memory.desc layout;
    private final Optional<WeightPlaces> places;
    private final BytePointer bytes;
    private final FloatBuffer floats;
    private final Kernel reorder;
    private final memory source;
    private final memory target;
    private final memory scratch;
    private final memory scales;
    private final IntMemoryMap arguments = Temporaries.keep(new IntMemoryMap());
    private boolean used;
    private int weights = -1;
    private int batchNorms = -1;

    private Copy(Convolution node, boolean folded, memory.desc layout) {
      this.node = node;
      this.folded = folded;
      this.layout = Temporaries.keep(new memory.desc(layout));
      this.places = WeightPlaces.of(layout, node.geometry());
      this.bytes = Temporaries.keep(new BytePointer(layout.get_size()));
      this.floats =
          Temporaries.keep(new FloatPointer(bytes))
              .capacity(bytes.capacity() / Float.BYTES)
              .asBuffer();
      memory.desc plain = Layouts.plainWeights(node.geometry());
      Reordering how = folded ? Reordering.SCALED : Reordering.AS_THEY_ARE;
      this.reorder = kernels.reorder("weights", how, plain, layout);
      this.source = Temporaries.keep(new memory(plain, kernels.cpu(), at(node.all())));
      this.target = Temporaries.keep(new memory(layout, kernels.cpu(), bytes));
      this.scratch = Temporaries.keep(new memory(reorder.scratchpad(), kernels.cpu()));
      arguments.put(dnnl.DNNL_ARG_FROM, source);
      arguments.put(dnnl.DNNL_ARG_TO, target);
      arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, scratch);
      this.scales =
          Temporaries.keep(
              new memory(
                  Layouts.vector(node.geometry().outputChannels()),
                  kernels.cpu(),
                  folding(node).scales));
      if (folded) {
        arguments.put(dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_FROM, scales);
      }
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

    private boolean isFresh(int version) {
      return weights == version && (!folded || batchNorms == batchNormVersion);
    }

    void refresh() {
      used = true;
      if (isFresh(version(node))) {
        return;
      }
      if (folded) {
        folding(node).refresh();
      }
      reorder.executable().execute(kernels.queue(), arguments);
      weights = version(node);
      batchNorms = batchNormVersion;
    }

    private void close() {
      arguments.close();
      scales.close();
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
    return ones.computeIfAbsent(
        node.geometry().outputChannels(),
        count -> {
          float[] all = new float[count];
          Arrays.fill(all, 1);
          return all;
        });
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
    for (Copy copy : known) {
      if (copy.folded == folded && copy.layout.equals(layout)) {
        return copy;
      }
    }
    Copy copy = new Copy(node, folded, layout);
    known.add(copy);
    return copy;
  }

  @Override
  public void close() {
    copies.values().forEach(list -> list.forEach(Copy::close));
    copies.clear();
    for (Folding folding : foldings.values()) {
      folding.scales.close();
      folding.bias.close();
    }
    foldings.clear();
    values.close();
  }
}
