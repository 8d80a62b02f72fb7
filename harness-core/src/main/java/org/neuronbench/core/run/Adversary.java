package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.strategies.GuardedMethod;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.AdversaryRule;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.View;

/** Puts images and their attacked versions in place of the batches of a cell. */
final class Adversary {

  /** Contrast between images needs two. */
  private static final int FEWEST = 2;

  private final Asking asking;
  private final GuardedMethod owner;
  private final Viewing viewing;
  private final Attack attack;
  private final int first;
  private final int refresh;
  private Neighbours bank = new Neighbours(new double[0][], new int[0], 0);
  private boolean idle;
  private long attacked;
  private long fooled;

  Adversary(Asking asking, GuardedMethod owner, Viewing viewing) throws StrategyFailure {
    this.asking = asking;
    this.owner = owner;
    this.viewing = viewing;
    attack = owner.ask("naming its attack", AdversaryRule.class, AdversaryRule::attack);
    first = owner.ask("timing its attack", AdversaryRule.class, AdversaryRule::first);
    refresh = owner.ask("timing its bank", AdversaryRule.class, AdversaryRule::refresh);
    if (first < 0 || refresh < 1) {
      throw owner.wrong(
          Text.format(
              "attacks from epoch %d with a bank for %d steps; 0 and 1 are the least",
              first, refresh));
    }
  }

  void begin() {
    attacked = 0;
    fooled = 0;
  }

  /** Whether the batch given last is to be passed over, as too few images were fooled. */
  boolean idle() {
    return idle;
  }

  /** Returns the share of the images attacked since the epoch began that were fooled, if any. */
  double fooledShare() {
    return attacked == 0 ? Double.NaN : (double) fooled / attacked;
  }

  /** Returns what is trained on in place of a batch. */
  Batch next(Batch offered, Learning.Answering answering) {
    RandomStream random = asking.stream(owner).split("attack");
    idle = false;
    if (asking.time().epoch() < first) {
      return Batch.joined(
          List.of(
              viewing.view(View.CONTRAST, offered.ids(), random.split(0)),
              viewing.view(View.CONTRAST, offered.ids(), random.split(1))));
    }
    if (asking.time().step() % refresh == 0) {
      bank = bank(viewing, attack, asking, owner, answering);
    }
    float[][] features = answering.features(offered);
    int[] labels = Arrays.copyOf(offered.labels(), offered.size());
    List<Integer> known = Arrays.stream(viewing.withLabels()).boxed().toList();
    for (int i = 0; i < labels.length; i++) {
      if (!known.contains(offered.ids()[i])) {
        double[] row = NeighbourAttack.wide(features[i]);
        labels[i] = bank.vote(bank.distances(row), attack.neighbours());
      }
    }
    NeighbourAttack.Fooled result =
        new NeighbourAttack(attack, bank).against(offered, labels, random, answering);
    attacked += offered.size();
    fooled += result.which().cardinality();
    idle = result.which().cardinality() < FEWEST;
    int[] kept =
        idle ? IntStream.range(0, offered.size()).toArray() : result.which().stream().toArray();
    return Batch.joined(List.of(offered.only(kept), result.images().only(kept)));
  }

  /** Forwards the images with labels that neighbours are sought among; the same in every step. */
  static Neighbours bank(
      Viewing viewing,
      Attack attack,
      Asking asking,
      GuardedMethod owner,
      Learning.Answering answering) {
    int[] all = viewing.withLabels();
    int[] ids =
        Arrays.stream(asking.stream(owner, "bank").permutation(all.length))
            .limit(attack.bank())
            .map(i -> all[i])
            .toArray();
    Batch images = viewing.view(View.PLAIN, ids, new RandomStream(0));
    double[][] rows =
        Arrays.stream(answering.features(images))
            .map(NeighbourAttack::wide)
            .toArray(double[][]::new);
    return new Neighbours(rows, Arrays.copyOf(images.labels(), ids.length), viewing.classes());
  }
}
