package org.neuronbench.reports.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.neuronbench.core.Text;
import org.neuronbench.reports.StrategyResult;

/**
 * What an entry cost before and now, over the common seeds.
 *
 * @param parameters updated in an epoch
 * @param macs executed, in percent of updating everything
 * @param seconds of training, choosing and observing in a cell; the same kind of machine only
 * @param memory most bytes that activations and gradients took; the same kind of machine only
 */
public record Costs(CostChange parameters, CostChange macs, CostChange seconds, CostChange memory) {

  static Costs of(CommonSeeds seeds) {
    StrategyResult before = seeds.baseline();
    StrategyResult after = seeds.current();
    String otherMachine = otherMachine(before, after);
    return new Costs(
        CostChange.of("parameters-updated", before.parametersUpdated(), after.parametersUpdated()),
        CostChange.of("executed-macs-percent", executed(before), executed(after)),
        CostChange.of("seconds", seconds(before), seconds(after)).notComparable(otherMachine),
        CostChange.of("peak-bytes", bytes(before), bytes(after)).notComparable(otherMachine));
  }

  /** Returns all four. */
  public List<CostChange> all() {
    return List.of(parameters, macs, seconds, memory);
  }

  /** Those that are counted and not measured, so that any change is real. */
  List<CostChange> exact() {
    return List.of(parameters, macs);
  }

  private static String otherMachine(StrategyResult before, StrategyResult after) {
    SortedMap<String, String> changed = Facts.changedMachine(before.ok(), after.ok());
    return changed.isEmpty()
        ? ""
        : Text.format("not comparable: other machine (%s)", Texts.changes(changed));
  }

  private static OptionalDouble executed(StrategyResult result) {
    OptionalDouble saved = result.executedMacsSavedPercent();
    return saved.isPresent() ? OptionalDouble.of(100 - saved.getAsDouble()) : saved;
  }

  private static OptionalDouble seconds(StrategyResult result) {
    return result.trainSeconds().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            result.trainSeconds().getAsDouble()
                + result.selectSeconds().orElse(0)
                + result.observeSeconds().orElse(0));
  }

  private static OptionalDouble bytes(StrategyResult result) {
    OptionalLong bytes = result.peakBytes();
    return bytes.isPresent()
        ? OptionalDouble.of((double) bytes.getAsLong())
        : OptionalDouble.empty();
  }
}
