package org.neuronbench.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Signal;

/** The signals that can be read off vectors laid out as the parameters: weights and gradients. */
public final class WeightSignals {

  private final ParameterLayout layout;
  private final Network network;
  private float[] before = new float[0];

  /** Creates the reader; what it measures is by the unit of the network. */
  public WeightSignals(ParameterLayout layout, Network network) {
    this.layout = layout;
    this.network = network;
  }

  /**
   * Measures those signals that need the parameters only; the change from the second call on.
   *
   * @param signals what to measure; others are ignored
   * @param parameters asked for at most once
   */
  public Map<Signal, double[]> observe(Set<Signal> signals, Supplier<float[]> parameters) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    boolean change = signals.contains(Signal.WEIGHT_CHANGE);
    if (!change && !signals.contains(Signal.WEIGHT_NORM) && !signals.contains(Signal.WEIGHTS)) {
      return values;
    }
    float[] now = parameters.get();
    if (signals.contains(Signal.WEIGHT_NORM)) {
      values.put(Signal.WEIGHT_NORM, norms(now, 1));
    }
    if (signals.contains(Signal.WEIGHTS)) {
      values.put(Signal.WEIGHTS, weights(now));
    }
    if (change) {
      if (before.length > 0) {
        values.put(Signal.WEIGHT_CHANGE, norms(difference(now), 1));
      }
      before = now.clone();
    }
    return values;
  }

  private float[] difference(float[] parameters) {
    float[] difference = new float[parameters.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = parameters[i] - before[i];
    }
    return difference;
  }

  private double[] weights(float[] parameters) {
    double[] all = new double[Signal.WEIGHTS.length(network)];
    int at = 0;
    for (Weights weights : layout.convolutions()) {
      for (int output = 0; output < weights.layer().outputChannels(); output++) {
        for (int k = 0; k < weights.rowLength(); k++) {
          all[at++] = parameters[weights.index(output, k)];
        }
      }
    }
    return all;
  }

  private interface Sum {
    double of(int index);
  }

  /** Adds up over the weights of each neuron. */
  private double[] perNeuron(Sum term) {
    double[] sums = new double[network.neurons()];
    for (Weights weights : layout.convolutions()) {
      int first = weights.layer().firstNeuron();
      for (int c = 0; c < weights.layer().neurons(); c++) {
        int neuron = first + c;
        weights.each(c, i -> sums[neuron] += term.of(i));
      }
    }
    return sums;
  }

  /**
   * Computes the Euclidean norm of each neuron's weights in a vector laid out as the parameters.
   *
   * @param vector parameters or gradients
   */
  public double[] norms(float[] vector, double scale) {
    double[] squares = perNeuron(i -> (double) vector[i] * vector[i]);
    return Arrays.stream(squares).map(sum -> scale * Math.sqrt(sum)).toArray();
  }

  /** Computes the norms of summed gradients by neuron, and by layer, of what was trained. */
  public Map<Signal, double[]> trained(Set<Signal> signals, @Nullable GradientSums sums) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    if (sums == null || sums.steps() == 0) {
      return values;
    }
    double[] norms = norms(sums.values(), 1);
    double[] layers = new double[network.layers().size()];
    Arrays.fill(layers, Double.NaN);
    for (int neuron = 0; neuron < norms.length; neuron++) {
      if (sums.trained().get(neuron)) {
        int layer = network.layerOf(neuron).index();
        layers[layer] = Math.hypot(Double.isNaN(layers[layer]) ? 0 : layers[layer], norms[neuron]);
      } else {
        norms[neuron] = Double.NaN;
      }
    }
    if (signals.contains(Signal.TRAINING_GRADIENT_NORM)) {
      values.put(Signal.TRAINING_GRADIENT_NORM, norms);
    }
    if (signals.contains(Signal.LAYER_GRADIENT_NORM)) {
      values.put(Signal.LAYER_GRADIENT_NORM, layers);
    }
    return values;
  }

  /** What a session does for a trial step. */
  public interface Trying {

    /** Returns the gradient of the mean loss at the weights as they are. */
    float[] gradient();

    /** Moves every convolution's weights: by so much times a vector laid out as the parameters. */
    void move(float[] direction, double by);
  }

  /**
   * Measures what a trial step gains; the weights are as before when this returns, but for what
   * {@code restore} puts back.
   */
  public double[] trialStepGain(Trying session, double rate, Runnable restore) {
    float[] gradient = session.gradient();
    session.move(gradient, -rate);
    float[] after = session.gradient();
    restore.run();
    return perNeuron(i -> rate * gradient[i] * after[i]);
  }

  /** Adds a multiple of a vector to the convolutions' weights in an array of parameters. */
  public void add(float[] parameters, float[] direction, double by) {
    for (Weights weights : layout.convolutions()) {
      for (int c = 0; c < weights.layer().neurons(); c++) {
        weights.each(c, i -> parameters[i] += (float) (by * direction[i]));
      }
    }
  }
}
