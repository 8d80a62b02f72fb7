package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.ParameterLayout.Weights;

/**
 * Stochastic gradient descent on rows of the native parameters: {@code v = momentum * v + g + decay
 * * w; w -= rate * v}. What is not named is not touched, its momentum neither.
 */
final class RowUpdate {

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
  private float rate;
  private float[] weights = new float[0];
  private float[] gradients = new float[0];

  RowUpdate(FloatBuffer parameters, double momentum, double decay) {
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

  void setRate(double rate) {
    this.rate = (float) rate;
  }

  /** Updates a run of parameters from the start of a buffer. */
  void range(Range range, FloatBuffer gradient) {
    contiguous(range.offset(), gradient, 0, range.length(), 1);
  }

  /**
   * Updates the weights, and the biases if there are any, of the channels that a gradient holds.
   */
  void rows(Weights layer, RowGradient gradient) {
    weights(layer, gradient);
    FloatBuffer biases = gradient.biases();
    if (biases != null) {
      int[] channels = gradient.channels();
      for (int r = 0; r < channels.length; r++) {
        int at = layer.biasOffset() + channels[r];
        float value = biases.get(gradient.row(r)) * gradient.factors()[channels[r]];
        parameters.put(at, step(parameters.get(at), value, at));
      }
    }
  }

  private void weights(Weights layer, RowGradient gradient) {
    int[] channels = gradient.channels();
    if (layer.weightStride() == 1 && channels.length * BULK_SHARE >= layer.layer().neurons()) {
      manyRows(layer, gradient);
      return;
    }
    int count = layer.layer().weightsPerNeuron();
    for (int r = 0; r < channels.length; r++) {
      int from = gradient.row(r) * count;
      float factor = gradient.factors()[channels[r]];
      if (layer.weightStride() == 1) {
        contiguous(layer.index(channels[r], 0), gradient.values(), from, count, factor);
      } else {
        strided(layer, channels[r], gradient.values(), from, count, factor);
      }
    }
  }

  /** Moves the layer through the heap in blocks; rows not chosen come back as they were. */
  private void manyRows(Weights layer, RowGradient gradient) {
    int count = layer.layer().weightsPerNeuron();
    int[] channels = gradient.channels();
    int rowsPerBlock = Math.max(1, BLOCK / count);
    int r = 0;
    for (int first = 0; r < channels.length; first += rowsPerBlock) {
      int end = Math.min(first + rowsPerBlock, layer.layer().neurons());
      int from = r;
      while (r < channels.length && channels[r] < end) {
        r++;
      }
      if (r > from) {
        block(layer, gradient, new Rows(first, end, from, r), count);
      }
    }
  }

  /** Rows of a layer, and which of a gradient's rows lie among them. */
  private record Rows(int first, int end, int from, int to) {}

  private void block(Weights layer, RowGradient gradient, Rows rows, int count) {
    int offset = layer.offset() + rows.first() * count;
    int total = (rows.end() - rows.first()) * count;
    int firstGradient = gradient.row(rows.from());
    int gradients = gradient.row(rows.to() - 1) + 1 - firstGradient;
    reserve(total);
    parameters.get(offset, weights, 0, total);
    gradient.values().get(firstGradient * count, this.gradients, 0, gradients * count);
    for (int r = rows.from(); r < rows.to(); r++) {
      int channel = gradient.channels()[r];
      int at = (channel - rows.first()) * count;
      int gradientAt = (gradient.row(r) - firstGradient) * count;
      update(offset + at, at, gradientAt, count, gradient.factors()[channel]);
    }
    parameters.put(offset, weights, 0, total);
  }

  private void strided(
      Weights layer, int channel, FloatBuffer gradient, int from, int count, float factor) {
    for (int k = 0; k < count; k++) {
      int at = layer.index(channel, k);
      parameters.put(at, step(parameters.get(at), gradient.get(from + k) * factor, at));
    }
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
