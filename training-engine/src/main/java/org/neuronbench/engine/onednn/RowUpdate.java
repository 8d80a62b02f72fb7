package org.neuronbench.engine.onednn;

import java.nio.FloatBuffer;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.ParameterLayout.Weights;

/**
 * Stochastic gradient descent on rows of the native parameters: {@code v = momentum * v + g + decay
 * * w; w -= rate * v}. What is not named is not touched, its momentum neither.
 */
final class RowUpdate {

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
    int count = layer.layer().weightsPerNeuron();
    int[] channels = gradient.channels();
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

  private void strided(
      Weights layer, int channel, FloatBuffer gradient, int from, int count, float factor) {
    for (int k = 0; k < count; k++) {
      int at = layer.index(channel, k);
      parameters.put(at, step(parameters.get(at), gradient.get(from + k) * factor, at));
    }
  }

  /** Works on heap copies: bulk transfers are fast and the loop over arrays is vectorised. */
  private void contiguous(int offset, FloatBuffer gradient, int from, int count, float factor) {
    if (weights.length < count) {
      weights = new float[count];
      gradients = new float[count];
    }
    parameters.get(offset, weights, 0, count);
    gradient.get(from, gradients, 0, count);
    if (momentum == 0 && decay == 0) {
      float scale = rate * factor;
      for (int i = 0; i < count; i++) {
        weights[i] -= scale * gradients[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        weights[i] = step(weights[i], gradients[i] * factor, offset + i);
      }
    }
    parameters.put(offset, weights, 0, count);
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
