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
    boolean alike =
        attacks.stream()
            .allMatch(
                a ->
                    a.bank() == attacks.get(0).bank()
                        && a.neighbours() == attacks.get(0).neighbours());
    if (attacks.isEmpty() || images < 1) {
      throw owner.wrong(
          Text.format("judges %d images by %d attacks; one is the least", images, attacks.size()));
    }
    if (!alike || attacks.stream().map(Attack::epsilon).distinct().count() < attacks.size()) {
      throw owner.wrong(
          "judges by attacks of different banks or neighbours, or by two of one epsilon");
    }
    Adversary.requireBank(viewing, attacks.get(0), owner);
  }

  /**
   * Attacks test images, which were drawn by the cell's seed.
   *
   * @param still asked between attacks; what it throws ends them
   */
  void judge(Learning.Answering by, Runnable still) {
    RandomStream random = asking.stream(owner, "judged");
    int[] right = new int[attacks.size()];
    int clean = 0;
    int seen = 0;
    Neighbours bank = Adversary.bank(viewing, attacks.get(0), asking, owner, by);
    Iterator<Batch> test = viewing.test(images, random.split("images"));
    for (int n = 0; test.hasNext(); n++) {
      Batch batch = test.next();
      seen += batch.size();
      float[][] features = by.features(batch);
      int[] before =
          IntStream.range(0, batch.size())
              .filter(i -> vote(bank, features[i]) == batch.labels()[i])
              .toArray();
      clean += before.length;
      for (int a = 0; a < right.length && before.length > 0; a++) {
        still.run();
        Batch attacked = batch.only(before);
        NeighbourAttack.Fooled fooled =
            new NeighbourAttack(attacks.get(a), bank, viewing.threads() > 1)
                .against(
                    attacked,
                    IntStream.of(before).mapToObj(i -> features[i]).toArray(float[][]::new),
                    attacked.labels(),
                    NeighbourAttack.Counting.ANY_STEP,
                    random.split(n),
                    by);
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

  private int vote(Neighbours bank, float[] features) {
    return bank.vote(bank.distances(NeighbourAttack.wide(features)), attacks.get(0).neighbours());
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
      Double defended = one.defended();
      if (defended != null) {
        all.put(prefix + "defended-share-at-" + one.epsilon(), defended);
      }
    }
    return all;
  }
}
