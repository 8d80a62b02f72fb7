package org.neuronbench.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Control experiments: networks on which rankings by score come out in another order. Plug-ins are
 * not given this package.
 */
public final class RankingControls {

  private static final Map<Object, UnaryOperator<int[]>> CONTROLS = new ConcurrentHashMap<>();

  private RankingControls() {}

  /**
   * Controls the rankings of one network object, and of no equal one.
   *
   * @param network the object
   * @param control takes the neurons best first, and returns them in the order to use
   */
  public static void attach(Object network, UnaryOperator<int[]> control) {
    CONTROLS.put(network, control);
  }

  /**
   * Ends the control of a network; without effect if there is none.
   *
   * @param network the object
   */
  public static void detach(Object network) {
    CONTROLS.remove(network);
  }

  /**
   * Returns the order to use on a network.
   *
   * @param network the object
   * @param order neurons, best first
   * @return the same order unless there is a control
   */
  public static int[] apply(Object network, int[] order) {
    return CONTROLS.getOrDefault(network, UnaryOperator.identity()).apply(order);
  }
}
