package org.neuronbench.spi;

import java.util.Arrays;
import java.util.Locale;
import org.neuronbench.control.RankingControls;

/** An order of neurons, best first, from which a budget is filled. Immutable. */
public final class Ranking {

  private final Network network;
  private final int[] order;

  private Ranking(Network network, int[] order) {
    this.network = network;
    this.order = order;
  }

  /**
   * Ranks all neurons by score, greatest first; of equal scores the lower neuron index first.
   *
   * @param network the network
   * @param scores one score per neuron, in global order; not NaN
   * @return the ranking
   * @throws IllegalArgumentException if a score is missing or NaN
   */
  public static Ranking byScore(Network network, double[] scores) {
    if (scores.length != network.neurons()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d scores for %d neurons of %s",
              scores.length,
              network.neurons(),
              network.name()));
    }
    long[] keys = new long[scores.length];
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("The score of neuron " + i + " is NaN");
      }
      long bits = Double.doubleToRawLongBits(scores[i] + 0.0); // which makes -0.0 equal 0.0
      keys[i] = bits < 0 ? bits : bits ^ Long.MAX_VALUE; // unsigned, least for the greatest score
    }
    return new Ranking(network, RankingControls.apply(network, sorted(keys)));
  }

  /** Returns indices by unsigned keys, equal ones as they are: a pass for each byte. */
  private static int[] sorted(long[] keys) {
    int[] order = new int[keys.length];
    Arrays.setAll(order, i -> i);
    int[] next = new int[keys.length];
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      int[] place = new int[(1 << Byte.SIZE) + 1];
      for (long key : keys) {
        place[(int) (key >>> shift & 0xff) + 1]++;
      }
      for (int digit = 1; digit < place.length; digit++) {
        place[digit] += place[digit - 1];
      }
      for (int index : order) {
        next[place[(int) (keys[index] >>> shift & 0xff)]++] = index;
      }
      int[] before = order;
      order = next;
      next = before;
    }
    return order;
  }

  /**
   * Ranks all neurons in uniformly random order.
   *
   * @param network the network
   * @param random the strategy's stream
   * @return the ranking
   */
  public static Ranking random(Network network, RandomStream random) {
    return new Ranking(network, random.permutation(network.neurons()));
  }

  /**
   * Ranks some neurons in the order given; the others are left out.
   *
   * @param network the network
   * @param order global indices, best first
   * @return the ranking
   * @throws IndexOutOfBoundsException if a neuron does not exist
   */
  public static Ranking of(Network network, int... order) {
    for (int neuron : order) {
      network.cost(neuron);
    }
    return new Ranking(network, order.clone());
  }

  /**
   * Returns the neurons in this order.
   *
   * @return global indices, best first; a copy
   */
  public int[] neurons() {
    return order.clone();
  }

  /**
   * Takes neurons in this order while what they cost together stays within the budget (paper, Eq.
   * 5-6).
   *
   * @param budget the bound, inclusive
   * @param rule what to do at a neuron that does not fit
   * @return the selection, never over the budget
   */
  public Selection fill(Budget budget, FillRule rule) {
    Tally tally = budget.tally(network);
    for (int neuron : order) {
      if (!tally.tryAdd(neuron) && rule == FillRule.STOP) {
        break;
      }
    }
    return tally.selection();
  }
}
