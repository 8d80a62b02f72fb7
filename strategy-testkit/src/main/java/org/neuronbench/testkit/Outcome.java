package org.neuronbench.testkit;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neuronbench.spi.NeuronSelectionStrategy;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Parameters;
import org.neuronbench.spi.Selection;

/**
 * What came of a rehearsal, in a form that can be sent from one virtual machine to another.
 *
 * @param trouble empty if nothing went wrong
 */
record Outcome(String parameters, List<BitSet> selections, String trouble, boolean refused) {

  /** Looks at every set: another machine may have sent something else. */
  Outcome {
    for (BitSet set : selections) {
      Objects.requireNonNull(set);
    }
  }

  /** Takes a fresh instance through a trial. */
  static Outcome of(Subject subject, Trial trial) {
    Rehearsal rehearsal = subject.rehearse(trial);
    return new Outcome(
        parameters(subject.fresh(), trial),
        rehearsal.selections().stream().map(Selection::toBitSet).toList(),
        rehearsal.trouble().map(Trouble::what).orElse(""),
        rehearsal.refusal().isPresent());
  }

  private static String parameters(NeuronSelectionStrategy strategy, Trial trial) {
    List<ParameterSpec> specs = strategy.parameters();
    try {
      return specs + ", " + Parameters.of(specs, trial.parameters());
    } catch (IllegalArgumentException e) {
      return specs + ", of which some refuse their value";
    }
  }

  /** Says how another outcome of the same trial differs. */
  Optional<String> difference(Outcome other) {
    if (!other.trouble.equals(trouble) && (trouble.isEmpty() || other.trouble.isEmpty())) {
      return Optional.of(trouble.isEmpty() ? other.trouble : trouble + ", only here");
    }
    if (refused != other.refused) {
      return Optional.of("start() refused it one time and not the other");
    }
    if (!parameters.equals(other.parameters)) {
      return Optional.of(
          Words.of("the parameters are %s, and were %s", other.parameters, parameters));
    }
    return Difference.betweenSets(selections, other.selections);
  }
}
