package org.neuronbench.core.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.results.EpochFacts;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.RobustnessRule;

/** Judges the nearest neighbours of features under attack: only what was right is attacked. */
final class Robustness {

  private final Asking asking;
  private final GuardedMethod owner;
  private final Viewing viewing;
  private final List<Attack> attacks;
  private final int images;
  private final List<EpochFacts.Robustness> found = new ArrayList<>();

  Robustness(Asking asking, GuardedMethod owner, Viewing viewing) throws StrategyFailure {
    this.asking = asking;
    this.owner = owner;
    this.viewing = viewing;
    attacks =
        owner.ask("naming its attacks", RobustnessRule.class, rule -> List.copyOf(rule.attacks()));
    images = owner.ask("counting images", RobustnessRule.class, RobustnessRule::images);
    if (attacks.isEmpty() || images < 1) {
      throw owner.wrong(
          Text.format("judges %d images by %d attacks; one is the least", images, attacks.size()));
    }
  }

  void judge(Learning.Answering by, Iterator<Batch> test) {
    RandomStream random = asking.stream(owner, "judged");
    int[] right = new int[attacks.size()];
    int clean = 0;
    int seen = 0;
    Attack widest = attacks.get(0);
    Neighbours bank = Adversary.bank(viewing, widest, asking, owner, by);
    for (int n = 0; test.hasNext() && seen < images; n++) {
      Batch all = test.next();
      Batch batch = all.only(IntStream.range(0, Math.min(all.size(), images - seen)).toArray());
      seen += batch.size();
      float[][] features = by.features(batch);
      int[] before =
          IntStream.range(0, batch.size())
              .filter(
                  i ->
                      bank.vote(
                              bank.distances(NeighbourAttack.wide(features[i])),
                              widest.neighbours())
                          == batch.labels()[i])
              .toArray();
      clean += before.length;
      for (int a = 0; a < right.length && before.length > 0; a++) {
        Batch attacked = batch.only(before);
        NeighbourAttack.Fooled fooled =
            new NeighbourAttack(attacks.get(a), bank)
                .against(attacked, attacked.labels(), random.split(n), by);
        right[a] += before.length - fooled.which().cardinality();
      }
    }
    found.clear();
    for (int a = 0; a < right.length; a++) {
      found.add(
          new EpochFacts.Robustness(
              attacks.get(a).epsilon(), (double) clean / seen, (double) right[a] / seen));
    }
  }

  /** Returns what the first attack left; {@code null} before any was made. */
  EpochFacts.@Nullable Robustness facts() {
    return found.isEmpty() ? null : found.get(0);
  }

  /** Returns what all attacks left, by their ranges. */
  Map<String, Number> measures() {
    Map<String, Number> all = new TreeMap<>();
    String prefix = EpochRecord.MEASURE + owner.id() + ".";
    for (EpochFacts.Robustness one : found) {
      all.put(prefix + "clean-share", one.clean());
      all.put(prefix + "robust-share-at-" + one.epsilon(), one.robust());
      all.put(prefix + "defended-share-at-" + one.epsilon(), one.defended());
    }
    return all;
  }
}
