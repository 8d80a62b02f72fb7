package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * needed after its weights changed. Owns native memory.
 */
final class NativeParameters implements AutoCloseable {

  private final Kernels kernels;
  private final FloatPointer values;
  private final FloatBuffer view;
  private final Map<Convolution, Integer> weightVersion = new HashMap<>();
  private final Map<Convolution, List<Copy>> copies = new HashMap<>();
  private int batchNormVersion;
  private int replaced;
  private int copiesMade;
  private float[] scaled = new float[0];
  private FloatPointer staged = new FloatPointer();

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

  void replace(float[] all) {
    view.put(0, all);
    batchNormVersion++;
    replaced++;
  }

  /** Points to a run of parameters; the caller must not close it. */
  Pointer at(Range range) {
    return values.getPointer(range.offset()).capacity(range.length());
  }

  void weightsChanged(Convolution node) {
    weightVersion.merge(node, 1, Integer::sum);
  }

  void batchNormsChanged() {
    batchNormVersion++;
  }

  /**
   * Weights in the layout of a primitive. Folded weights are multiplied by the factor of the batch
   * norm that follows, with a bias for its shift, as running statistics give them.
   */
  final class Copy {
    private final Convolution node;
    private final boolean folded;
    private final memory.desc layout;
    private final BytePointer bytes;
    private final FloatPointer bias;
    private final Kernel reorder;
    private final memory source;
    private final memory target;
    private final memory scratch;
    private final IntMemoryMap arguments = Temporaries.keep(new IntMemoryMap());
    private int weights = -1;
    private int batchNorms = -1;

    private Copy(Convolution node, boolean folded, memory.desc layout) {
      this.node = node;
      this.folded = folded;
      this.layout = Temporaries.keep(new memory.desc(layout));
      this.bytes = Temporaries.keep(new BytePointer(layout.get_size()));
      this.bias = Temporaries.keep(new FloatPointer(folded ? node.geometry().outputChannels() : 1));
      Geometry g = node.geometry();
      memory.desc plain = Layouts.plainWeights(g);
      this.reorder = kernels.reorder("weights", List.of(copiesMade++), plain, layout);
      this.source = Temporaries.keep(new memory(plain, kernels.cpu(), values));
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
      return bias;
    }

    memory.desc layout() {
      return layout;
    }

    void refresh() {
      int current = weightVersion.getOrDefault(node, 0) + replaced;
      if (weights == current && (!folded || batchNorms == batchNormVersion)) {
        return;
      }
      weights = current;
      batchNorms = batchNormVersion;
      if (folded) {
        fold();
      } else {
        reorder(values.getPointer(node.weights().offset()));
      }
    }

    private void fold() {
      Weights w = node.weights();
      float[] factors = factors(node);
      float[] shifts = new float[factors.length];
      BatchNorm norm = node.batchNorm();
      for (int c = 0; c < shifts.length; c++) {
        float bias = node.hasBias() ? view.get(w.biasOffset() + c) : 0;
        float mean = norm == null ? 0 : view.get(norm.mean().offset() + c);
        float shift = norm == null ? 0 : view.get(norm.shift().offset() + c);
        shifts[c] = shift + (bias - mean) * factors[c];
      }
      bias.put(shifts);
      int count = w.layer().neurons() * w.layer().weightsPerNeuron();
      reserve(count);
      view.get(w.offset(), scaled, 0, count);
      for (int i = 0; i < count; i++) {
        scaled[i] *= factors[i / w.neuronStride() % factors.length];
      }
      staged.put(scaled, 0, count);
      reorder(staged);
    }

    private void reorder(Pointer from) {
      source.set_data_handle(from);
      reorder.executable().execute(kernels.queue(), arguments);
      kernels.queue()._wait();
    }

    private void close() {
      arguments.close();
      scratch.close();
      target.close();
      source.close();
      bytes.close();
      bias.close();
      layout.close();
    }
  }

  /** Makes room to scale weights in: with batch norm frozen that happens in every step. */
  private void reserve(int count) {
    if (scaled.length < count) {
      scaled = new float[count];
      staged.close();
      staged = Temporaries.keep(new FloatPointer(count));
    }
  }

  /** Returns per output channel scale / sqrt(variance + epsilon), or ones without batch norm. */
  float[] factors(Convolution node) {
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
    staged.close();
    values.close();
  }
}
