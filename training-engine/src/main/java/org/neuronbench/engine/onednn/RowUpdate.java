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

  void setRate(double rate) {
    this.rate = (float) rate;
  }

  /** Updates a run of parameters from the start of a buffer. */
  void range(Range range, FloatBuffer gradient) {
    contiguous(range.offset(), gradient, 0, range.length(), 1);
  }

  /** Updates the weights of the channels that a gradient holds. */
  void rows(Weights layer, RowGradient gradient) {
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

  /** Moves the whole layer through the heap at once; rows not chosen come back as they were. */
  private void manyRows(Weights layer, RowGradient gradient) {
    int count = layer.layer().weightsPerNeuron();
    int total = count * layer.layer().neurons();
    int[] channels = gradient.channels();
    int rows = gradient.compact() ? channels.length : layer.layer().neurons();
    reserve(total);
    parameters.get(layer.offset(), weights, 0, total);
    gradient.values().get(0, gradients, 0, rows * count);
    for (int r = 0; r < channels.length; r++) {
      int at = channels[r] * count;
      float factor = gradient.factors()[channels[r]];
      update(layer.offset() + at, at, gradient.row(r) * count, count, factor);
    }
    parameters.put(layer.offset(), weights, 0, total);
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
    reserve(count);
    parameters.get(offset, weights, 0, count);
    gradient.get(from, gradients, 0, count);
    update(offset, 0, 0, count, factor);
    parameters.put(offset, weights, 0, count);
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
