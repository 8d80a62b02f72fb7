package org.neuronbench.testkit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/**
 * Checks that what is random comes from the run's stream.
 *
 * <p>A strategy that selects the same for every seed may be one that draws nothing. It is blamed
 * only if its code uses a generator all the same, which then cannot be fed by the stream.
 */
final class SeedCheck {

  private static final int SEEDS = 4;

  private static final List<String> GENERATORS =
      List.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.RandomGenerator",
          "java.util.random.RandomGeneratorFactory",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");

  private SeedCheck() {}

  static String otherSeeds(Subject subject) {
    Trial trial = RepetitionChecks.repeatable(subject, Check.OTHER_SEEDS);
    Copies copies = subject.copies();
    Rehearsal rehearsal = Rehearsal.of(subject.watched(copies), trial);
    List<Selection> first = Subject.selections(Check.OTHER_SEEDS, rehearsal);
    Set<String> generators = generators(copies.requested(), rehearsal);
    boolean same =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(i -> trial.withSeed(trial.seed() + i))
            .map(other -> Difference.between(first, subject.selections(Check.OTHER_SEEDS, other)))
            .allMatch(Optional::isEmpty);
    String asked = Words.of("%s, and %d other seeds", trial, SEEDS);
    if (same && !generators.isEmpty()) {
      throw Unfit.failed(
          asked,
          Words.of(
              "the same selections for every seed, although the strategy draws from %s of its own;"
                  + " draw from Run.random(), or seed it with a number drawn there",
              String.join(" and ", generators)));
    }
    return asked + (same ? ", which make no difference: nothing is drawn" : "");
  }

  /** A {@link RandomStream} is the strategy's own if it never asked for the run's. */
  private static Set<String> generators(Set<String> requested, Rehearsal rehearsal) {
    Set<String> found = new TreeSet<>(requested);
    found.retainAll(GENERATORS);
    if (requested.contains(RandomStream.class.getName()) && !rehearsal.askedForRandom()) {
      found.add(RandomStream.class.getName());
    }
    return found;
  }
}
