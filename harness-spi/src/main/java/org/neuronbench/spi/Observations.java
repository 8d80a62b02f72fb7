package org.neuronbench.spi;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was measured between two selections: for each signal as many values as {@link Signal#length}
 * says. Immutable.
 */
public final class Observations {

  private static final Observations EMPTY = new Observations(Map.of());

  private final Map<Signal, double[]> values = new EnumMap<>(Signal.class);

  private Observations(Map<Signal, double[]> values) {
    values.forEach((signal, v) -> this.values.put(signal, v.clone()));
  }

  /**
   * Creates observations of these values.
   *
   * @param values per signal its values, a neuron's at its global index; copied
   * @return the observations
   */
  public static Observations of(Map<Signal, double[]> values) {
    return new Observations(values);
  }

  /**
   * Returns observations of nothing.
   *
   * @return the empty observations
   */
  public static Observations none() {
    return EMPTY;
  }

  /**
   * Says whether a signal was measured.
   *
   * @param signal any signal
   * @return whether {@link #values} has it
   */
  public boolean has(Signal signal) {
    return values.containsKey(signal);
  }

  /**
   * Returns the signals that were measured.
   *
   * @return an immutable view
   */
  public Set<Signal> signals() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /**
   * Returns the values of a signal.
   *
   * @param signal a measured signal
   * @return its values, a neuron's at its global index; a copy
   * @throws IllegalStateException if the signal was not measured: it was not declared in {@link
   *     NeuronSelectionStrategy#signals}, or it compares two epochs and there was only one
   */
  public double[] values(Signal signal) {
    double[] found = values.get(signal);
    if (found == null) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "Signal %s was not measured, only %s; declare it in signals() and test has() first",
              signal.id(),
              values.keySet()));
    }
    return found.clone();
  }
}
