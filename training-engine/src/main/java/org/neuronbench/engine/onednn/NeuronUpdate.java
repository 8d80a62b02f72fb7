package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.GradientSums;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.Selection;

/**
 * Stochastic gradient descent on rows or columns of the native parameters: {@code v = momentum * v
 * + g + decay * w; w -= rate * v}. What is not named is not touched, its momentum neither.
 */
final class NeuronUpdate {

  /** Above one in so many rows it is cheaper to move the whole layer. */
  private static final int BULK_SHARE = 8;

  /**
   * Weights moved through the heap at a time: weights, gradients and momentum stay in the cache.
   */
  private static final int BLOCK = 8192;

  private final FloatBuffer parameters;
  private final float momentum;
  private final float decay;
  private final float[] velocity;
  private final Changes changes;
  private final @Nullable GradientSums sums;
  private float rate;
  private float[] weights = new float[0];
  private float[] gradients = new float[0];

  /** Hears which weights were changed. */
  interface Changes {
    void changed(NeuronGradient gradient);

    /** Hears that any weights and biases of a layer changed. */
    default void changed(Convolution node) {}

    /** Nobody needs to know. */
    Changes UNHEARD = gradient -> {};
  }

  NeuronUpdate(
      FloatBuffer parameters,
      double momentum,
      double decay,
      Changes changes,
      @Nullable GradientSums sums) {
    this.changes = changes;
    this.sums = sums;
    this.parameters = parameters;
    this.momentum = (float) momentum;
    this.decay = (float) decay;
    this.velocity = momentum == 0 ? new float[0] : new float[parameters.capacity()];
  }

  float[] momentum() {
    return velocity.clone();
  }

  void takeMomentum(float[] values) {
    System.arraycopy(values, 0, velocity, 0, velocity.length);
  }

  /** Says what the next step updates. */
  void begin(Selection selection) {
    if (sums != null) {
      sums.begin(selection);
    }
  }

  double rate() {
    return rate;
  }

  long momentumBytes() {
    return (long) Float.BYTES * velocity.length;
  }

  void setRate(double rate) {
    this.rate = (float) rate;
  }

  /** Updates a run of parameters from the start of a buffer. */
  void range(Range range, FloatBuffer gradient) {
    contiguous(range.offset(), gradient, 0, range.length(), 1);
  }

  /** Updates the weights, and the biases if there are any, of the neurons that a gradient holds. */
  void neurons(NeuronGradient gradient) {
    if (gradient.columns()) {
      columns(gradient);
      changes.changed(gradient);
      return;
    }
    rows(gradient);
    FloatBuffer biases = gradient.biases();
    if (biases.capacity() > 0) {
      int[] chosen = gradient.chosen();
      for (int r = 0; r < chosen.length; r++) {
        int at = gradient.weights().biasOffset() + chosen[r];
        single(at, biases.get(gradient.channel(r)) * gradient.factors()[chosen[r]]);
      }
    }
    changes.changed(gradient);
  }

  /** Makes the step of neurons whose gradient is zero: their momentum and decay go on. */
  void rest(Convolution node, int[] channels) {
    if (channels.length == 0 || (momentum == 0 && decay == 0)) {
      return;
    }
    Weights layer = node.weights();
    FloatBuffer nothing = FloatBuffer.allocate(layer.rowLength());
    for (int channel : channels) {
      contiguous(layer.index(channel, 0), nothing, 0, layer.rowLength(), 1);
      if (node.hasBias()) {
        single(layer.biasOffset() + channel, 0);
      }
    }
    changes.changed(node);
  }

  /** Updates the biases of all output channels of a layer. */
  void biases(Convolution node, float[] factors, FloatBuffer gradient) {
    for (int c = 0; c < factors.length; c++) {
      single(node.weights().biasOffset() + c, gradient.get(c) * factors[c]);
    }
  }

  private void single(int at, float gradient) {
    if (sums != null) {
      sums.add(at, gradient);
    }
    parameters.put(at, step(parameters.get(at), gradient, at));
  }

  private void rows(NeuronGradient gradient) {
    Weights layer = gradient.weights();
    int[] chosen = gradient.chosen();
    if (layer.weightStride() == 1 && chosen.length * BULK_SHARE >= layer.layer().outputChannels()) {
      manyRows(gradient);
      return;
    }
    int count = layer.rowLength();
    for (int r = 0; r < chosen.length; r++) {
      int from = gradient.channel(r) * count;
      float factor = gradient.factors()[chosen[r]];
      if (layer.weightStride() == 1) {
        contiguous(layer.index(chosen[r], 0), gradient.values(), from, count, factor);
      } else {
        for (int k = 0; k < count; k++) {
          single(layer.index(chosen[r], k), gradient.values().get(from + k) * factor);
        }
      }
    }
  }

  /** Of each row the weights of the chosen input channels: runs as long as the kernel is large. */
  private void columns(NeuronGradient gradient) {
    Weights layer = gradient.weights();
    int[] chosen = gradient.chosen();
    int run = gradient.node().geometry().kernel().area();
    int length = gradient.width().channels() * run;
    FloatBuffer values = gradient.values();
    for (int output = 0; output < layer.layer().outputChannels(); output++) {
      float factor = gradient.factors()[output];
      for (int r = 0; r < chosen.length; r++) {
        int from = output * length + gradient.channel(r) * run;
        int to = layer.index(output, chosen[r] * run);
        for (int k = 0; k < run; k++) {
          single(to + k, values.get(from + k) * factor);
        }
      }
    }
  }

  /** Moves the layer through the heap in blocks; rows not chosen come back as they were. */
  private void manyRows(NeuronGradient gradient) {
    int[] channels = gradient.chosen();
    Weights layer = gradient.weights();
    int count = layer.rowLength();
    int rowsPerBlock = Math.max(1, BLOCK / count);
    int r = 0;
    for (int first = 0; r < channels.length; first += rowsPerBlock) {
      int end = Math.min(first + rowsPerBlock, layer.layer().outputChannels());
      int from = r;
      while (r < channels.length && channels[r] < end) {
        r++;
      }
      if (r > from) {
        block(gradient, new Rows(first, end, from, r), count);
      }
    }
  }

  /** Rows of a layer, and which of the chosen ones lie among them. */
  private record Rows(int first, int end, int from, int to) {}

  private void block(NeuronGradient gradient, Rows rows, int count) {
    int offset = gradient.weights().offset() + rows.first() * count;
    int total = (rows.end() - rows.first()) * count;
    int firstGradient = gradient.channel(rows.from());
    int gradients = gradient.channel(rows.to() - 1) + 1 - firstGradient;
    reserve(total);
    parameters.get(offset, weights, 0, total);
    gradient.values().get(firstGradient * count, this.gradients, 0, gradients * count);
    for (int r = rows.from(); r < rows.to(); r++) {
      int channel = gradient.chosen()[r];
      int at = (channel - rows.first()) * count;
      int gradientAt = (gradient.channel(r) - firstGradient) * count;
      update(offset + at, at, gradientAt, count, gradient.factors()[channel]);
    }
    parameters.put(offset, weights, 0, total);
  }

  /** Works on heap copies: bulk transfers are fast and the loop over arrays is vectorised. */
  private void contiguous(int offset, FloatBuffer gradient, int from, int count, float factor) {
    reserve(Math.min(count, BLOCK));
    for (int done = 0; done < count; done += BLOCK) {
      int length = Math.min(BLOCK, count - done);
      parameters.get(offset + done, weights, 0, length);
      gradient.get(from + done, gradients, 0, length);
      update(offset + done, 0, 0, length, factor);
      parameters.put(offset + done, weights, 0, length);
    }
  }

  private void reserve(int count) {
    if (weights.length < count) {
      weights = new float[count];
      gradients = new float[count];
    }
  }

  private void update(int offset, int weight, int gradient, int count, float factor) {
    if (sums != null) {
      for (int i = 0; i < count; i++) {
        sums.add(offset + i, gradients[gradient + i] * factor);
      }
    }
    if (momentum == 0 && decay == 0) {
      float scale = rate * factor;
      for (int i = 0; i < count; i++) {
        weights[weight + i] -= scale * gradients[gradient + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        weights[weight + i] =
            step(weights[weight + i], gradients[gradient + i] * factor, offset + i);
      }
    }
  }

  private float step(float weight, float gradient, int at) {
    float g = gradient + decay * weight;
    if (momentum != 0) {
      g += momentum * velocity[at];
      velocity[at] = g;
    }
    return weight - rate * g;
  }
}
