package org.neuronbench.testkit;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neuronbench.spi.Selection;

/** Where two runs that should be equal are not. */
final class Difference {

  private Difference() {}

  /** Compares neurons epoch by epoch; the networks may be different objects. */
  static Optional<String> between(List<Selection> expected, List<Selection> found) {
    return IntStream.range(0, expected.size())
        .filter(epoch -> !expected.get(epoch).toBitSet().equals(found.get(epoch).toBitSet()))
        .mapToObj(epoch -> describe(epoch, expected.get(epoch), found.get(epoch)))
        .findFirst();
  }

  private static String describe(int epoch, Selection expected, Selection found) {
    BitSet differing = expected.toBitSet();
    differing.xor(found.toBitSet());
    return "epoch %d differs in %d neurons: %d neurons selected one time, %d the other"
        .formatted(epoch, differing.cardinality(), expected.size(), found.size());
  }
}
