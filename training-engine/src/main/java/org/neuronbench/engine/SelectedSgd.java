package org.neuronbench.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout.BatchNorm;
import org.neuronbench.engine.ParameterLayout.Range;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.spi.Selection;

/**
 * Stochastic gradient descent on the selected rows or columns, the head and batch norm's scale and
 * shift: {@code v = momentum * v + g + decay * w; w -= rate * v}.
 *
 * <p>Nothing else is touched: frozen weights stay bit-identical, and so does their momentum, which
 * is taken up again when they are next selected.
 */
public final class SelectedSgd {

  private final ParameterLayout layout;
  private final boolean trainBatchNorm;
  private final float momentum;
  private final float decay;
  private final float[] velocity;
  private final @Nullable GradientSums sums;

  /**
   * Creates the optimiser.
   *
   * @param momentum 0 for none
   * @param decay weight decay, 0 for none
   * @param sums takes the gradients of what is updated
   */
  public SelectedSgd(
      ParameterLayout layout,
      boolean trainBatchNorm,
      double momentum,
      double decay,
      int parameters,
      @Nullable GradientSums sums) {
    this.sums = sums;
    this.layout = layout;
    this.trainBatchNorm = trainBatchNorm;
    this.momentum = (float) momentum;
    this.decay = (float) decay;
    this.velocity = momentum == 0 ? new float[0] : new float[parameters];
  }

  /**
   * Makes one step.
   *
   * @param parameters the flat vector, changed in place
   * @param gradients of the summed loss, in the same layout
   */
  public void step(
      float[] parameters, float[] gradients, int examples, double rate, Selection selection) {
    if (sums != null) {
      sums.begin(selection);
    }
    Step step = new Step(parameters, gradients, 1f / examples, (float) rate);
    for (Weights weights : layout.convolutions()) {
      int first = weights.layer().firstNeuron();
      selection
          .neuronsIn(weights.layer())
          .map(neuron -> neuron - first)
          .forEach(channel -> step.neuron(weights, channel));
    }
    layout.head().forEach(step::range);
    if (trainBatchNorm) {
      for (BatchNorm norm : layout.batchNorms().values()) {
        List.of(norm.scale(), norm.shift()).forEach(step::range);
      }
    }
  }

  /** Returns the momentum of every parameter: a copy; empty without momentum. */
  public float[] momentum() {
    return velocity.clone();
  }

  /**
   * Replaces the momentum.
   *
   * @param values as {@link #momentum} returned them
   */
  public void takeMomentum(float[] values) {
    System.arraycopy(values, 0, velocity, 0, velocity.length);
  }

  private final class Step {
    private final float[] parameters;
    private final float[] gradients;
    private final float scale;
    private final float rate;

    Step(float[] parameters, float[] gradients, float scale, float rate) {
      this.parameters = parameters;
      this.gradients = gradients;
      this.scale = scale;
      this.rate = rate;
    }

    void neuron(Weights weights, int channel) {
      weights.each(channel, this::update);
      if (weights.bias(channel) >= 0) {
        update(weights.bias(channel));
      }
    }

    void range(Range range) {
      for (int i = range.offset(); i < range.offset() + range.length(); i++) {
        update(i);
      }
    }

    private void update(int i) {
      float gradient = gradients[i] * scale;
      if (sums != null) {
        sums.add(i, gradient);
      }
      float g = gradient + decay * parameters[i];
      if (momentum != 0) {
        g += momentum * velocity[i];
        velocity[i] = g;
      }
      parameters[i] -= rate * g;
    }
  }
}
