package org.neuronbench.methods;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.method.Attack;

/** What attacks on nearest neighbours let one set, for training and for judging. */
final class Attacks {

  /** So many times the range an attack must always succeed, or it is no attack. */
  private static final int CHECK = 8;

  private static final int MOST = 255;

  private Attacks() {}

  static List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.integer(
            "epsilon", 8, 1, MOST, "levels of 255 that a pixel may differ by under attack"),
        ParameterSpec.integer("judged-steps", 20, 1, 10_000, "steps of the attack judged by"),
        ParameterSpec.integer("restarts", 4, 1, 100, "starts of the attack judged by"),
        ParameterSpec.integer("images", 200, 1, 1_000_000, "test images that are attacked"),
        ParameterSpec.integer("neighbours", 25, 1, 1000, "images that vote"),
        ParameterSpec.integer(
            "guides", 25, 1, 1000, "images of the class, and of the nearest other, to go by"),
        ParameterSpec.integer(
            "bank", 2000, 1001, 1_000_000, "images that neighbours are sought in"));
  }

  private static Attack attack(Parameters set, int epsilon, int steps, int restarts) {
    return new Attack(
        epsilon,
        Math.max(1, epsilon / 4),
        steps,
        restarts,
        set.integer("neighbours"),
        2 * set.integer("guides"),
        set.integer("bank"));
  }

  /** The attack that is trained with: one start. */
  static Attack trained(Parameters set, int steps) {
    return attack(set, set.integer("epsilon"), steps, 1);
  }

  /**
   * The attacks judged by: the range asked for, a quarter and a half of it, and many times it, as a
   * check, which must leave nothing.
   */
  static List<Attack> judged(Parameters set) {
    int epsilon = set.integer("epsilon");
    return IntStream.of(epsilon, epsilon / 4, epsilon / 2, Math.min(MOST, epsilon * CHECK))
        .filter(levels -> levels > 0)
        .distinct()
        .mapToObj(
            levels -> attack(set, levels, set.integer("judged-steps"), set.integer("restarts")))
        .toList();
  }
}
