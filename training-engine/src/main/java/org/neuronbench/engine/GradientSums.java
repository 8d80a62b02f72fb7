package org.neuronbench.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/**
 * The sum of the training gradients since it was last cleared, of the neurons that were trained.
 */
public final class GradientSums {

  private final float[] values;
  private final BitSet trained = new BitSet();
  private int steps;

  /**
   * Creates empty sums.
   *
   * @param parameters length of the parameter vector
   */
  public GradientSums(int parameters) {
    this.values = new float[parameters];
  }

  /** Tells whether one of these signals needs the sums. */
  public static boolean wanted(Set<Signal> signals) {
    return signals.contains(Signal.TRAINING_GRADIENT_NORM)
        || signals.contains(Signal.LAYER_GRADIENT_NORM);
  }

  /** Says which neurons the next step trains. */
  public void begin(Selection selection) {
    selection.neurons().forEach(trained::set);
    steps++;
  }

  /** Adds to the gradient of a parameter. */
  public void add(int index, float gradient) {
    values[index] += gradient;
  }

  /** Returns the sums, laid out as the parameters; not a copy. */
  public float[] values() {
    return values;
  }

  BitSet trained() {
    return trained;
  }

  int steps() {
    return steps;
  }

  /** Returns the bytes it takes. */
  public long bytes() {
    return (long) Float.BYTES * values.length;
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(values, 0);
    trained.clear();
    steps = 0;
  }
}
