package org.neuronbench.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Signal;

/** The signals that can be read off the parameters alone. */
public final class WeightSignals {

  private final ParameterLayout layout;
  private final Network network;
  private float[] before = new float[0];

  /** Creates the reader. */
  public WeightSignals(ParameterLayout layout, Network network) {
    this.layout = layout;
    this.network = network;
  }

  /**
   * Measures weight norm and weight change, if asked for; the change from the second call on.
   *
   * @param signals what to measure; others are ignored
   */
  public Map<Signal, double[]> observe(Set<Signal> signals, float[] parameters) {
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    if (signals.contains(Signal.WEIGHT_NORM)) {
      values.put(Signal.WEIGHT_NORM, norms(parameters, 1));
    }
    if (signals.contains(Signal.WEIGHT_CHANGE)) {
      if (before.length > 0) {
        values.put(Signal.WEIGHT_CHANGE, norms(difference(parameters), 1));
      }
      before = parameters.clone();
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

  /**
   * Computes the Euclidean norm of each neuron's weights in a vector laid out as the parameters.
   *
   * @param vector parameters or gradients
   */
  public double[] norms(float[] vector, double scale) {
    double[] norms = new double[network.neurons()];
    for (Weights weights : layout.convolutions()) {
      for (int c = 0; c < weights.layer().neurons(); c++) {
        double sum = 0;
        for (int k = 0; k < weights.layer().weightsPerNeuron(); k++) {
          double w = vector[weights.index(c, k)];
          sum += w * w;
        }
        norms[weights.layer().firstNeuron() + c] = scale * Math.sqrt(sum);
      }
    }
    return norms;
  }
}
