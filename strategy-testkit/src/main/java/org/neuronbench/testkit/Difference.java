package org.neuronbench.testkit;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neuronbench.spi.Selection;

/** Where two runs that should be equal are not. */
final class Difference {

  private Difference() {}

  /** Compares neurons, selection by selection; the networks may be different objects. */
  static Optional<String> between(List<Selection> expected, List<Selection> found) {
    return betweenSets(sets(expected), sets(found));
  }

  static Optional<String> betweenSets(List<BitSet> expected, List<BitSet> found) {
    return IntStream.range(0, Math.min(expected.size(), found.size()))
        .filter(epoch -> !expected.get(epoch).equals(found.get(epoch)))
        .mapToObj(epoch -> describe(epoch, expected.get(epoch), found.get(epoch)))
        .findFirst();
  }

  private static List<BitSet> sets(List<Selection> selections) {
    return selections.stream().map(Selection::toBitSet).toList();
  }

  private static String describe(int number, BitSet expected, BitSet found) {
    BitSet differing = (BitSet) expected.clone();
    differing.xor(found);
    return Words.of(
        "selection %d differs in %d neurons: %d neurons selected one time, %d the other",
        number, differing.cardinality(), expected.cardinality(), found.cardinality());
  }
}
