package org.neuronbench.core.results;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

/** What was updated in an epoch, step by step, and what that costs under every cost model. */
public final class EpochUse {

  private final Network network;
  private final ToLongFunction<Selection> saved;
  private long mostSaved;
  private final Map<CostModel.Kind, ToLongFunction<Selection>> pricers =
      new EnumMap<>(CostModel.Kind.class);
  private final Map<CostModel.Kind, Long> most = new EnumMap<>(CostModel.Kind.class);
  private final BitSet updated = new BitSet();
  private double flopsSaved;
  private double savedSum;
  private long steps;
  private @Nullable Selection current;

  /**
   * Nothing was updated yet.
   *
   * @param saved predicts the bytes that a selection keeps from the forward to the backward pass
   */
  public EpochUse(Network network, ToLongFunction<Selection> saved) {
    this.network = network;
    this.saved = saved;
    CostModel.all().forEach(model -> pricers.put(model.kind(), model.on(network)));
  }

  /** Adds up an epoch of one selection, for tests and single epochs. */
  public static EpochUse of(Selection selection) {
    EpochUse use = new EpochUse(selection.network(), any -> 0);
    use.step(selection);
    return use;
  }

  /** Says what a step updates. */
  public void step(Selection selection) {
    if (current == null || !selection.equals(current)) {
      current = selection;
      updated.or(selection.toBitSet());
      pricers.forEach((kind, price) -> most.merge(kind, price.applyAsLong(selection), Math::max));
      mostSaved = Math.max(mostSaved, saved.applyAsLong(selection));
      flopsSaved = FlopsSaved.percent(selection);
    }
    savedSum += flopsSaved;
    steps++;
  }

  /** Returns what was updated in any step. */
  public Selection updated() {
    return Selection.of(network, updated);
  }

  /** Returns the most that a step's selection costs. */
  public long most(CostModel.Kind kind) {
    return most.getOrDefault(kind, 0L);
  }

  /** Returns the most bytes that a step is predicted to keep. */
  public long mostSaved() {
    return mostSaved;
  }

  /** Returns the FLOPs saved by the paper's rule: per cent, the mean of the steps. */
  public double flopsSavedPercent() {
    return steps == 0 ? 0 : steps == 1 ? flopsSaved : savedSum / steps;
  }
}
