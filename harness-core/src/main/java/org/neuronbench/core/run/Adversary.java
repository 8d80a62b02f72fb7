package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.results.EpochRecord;
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

  /** Images of the bank that are forwarded at a time. */
  private static final int FORWARDED = 64;

  private final Asking asking;
  private final GuardedMethod owner;
  private final Viewing viewing;
  private final Attack attack;
  private final int first;
  private final int refresh;
  private Neighbours bank = new Neighbours(new double[0][], new int[0], 0);
  private boolean idle;
  private final BitSet labelled = new BitSet();
  private long attacked;
  private long wrong;
  private long fooled;

  Adversary(Asking asking, GuardedMethod owner, Viewing viewing) throws StrategyFailure {
    this.asking = asking;
    this.owner = owner;
    this.viewing = viewing;
    attack = owner.ask("naming its attack", AdversaryRule.class, AdversaryRule::attack);
    first = owner.ask("timing its attack", AdversaryRule.class, AdversaryRule::first);
    refresh = owner.ask("timing its bank", AdversaryRule.class, AdversaryRule::refresh);
    Arrays.stream(viewing.withLabels()).forEach(labelled::set);
    if (first < 0 || refresh < 1) {
      throw owner.wrong(
          Text.format(
              "attacks from epoch %d with a bank for %d steps; 0 and 1 are the least",
              first, refresh));
    }
    requireBank(viewing, attack, owner);
  }

  void begin() {
    attacked = 0;
    wrong = 0;
    fooled = 0;
  }

  /** Whether the batch given last is to be passed over, as too few images were fooled. */
  boolean idle() {
    return idle;
  }

  /** Returns the shares of the images attacked since the epoch began, as measurements. */
  Map<String, Number> measures() {
    if (attacked == 0) {
      return Map.of();
    }
    String prefix = EpochRecord.MEASURE + owner.id() + ".";
    return Map.of(
        prefix + "fooled-share", (double) fooled / attacked,
        prefix + "wrong-before-share", (double) wrong / attacked);
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
    int[] labels = labels(offered, features);
    NeighbourAttack.Fooled result =
        new NeighbourAttack(attack, bank, viewing.threads() > 1)
            .against(
                offered, features, labels, NeighbourAttack.Counting.LAST_STEP, random, answering);
    attacked += offered.size();
    fooled += result.which().cardinality();
    idle = result.which().cardinality() < FEWEST;
    int[] kept =
        idle ? IntStream.range(0, offered.size()).toArray() : result.which().stream().toArray();
    return Batch.joined(List.of(offered.only(kept), result.images().only(kept)));
  }

  /** What images are to be no longer taken for; without a label, what they are taken for now. */
  private int[] labels(Batch offered, float[][] features) {
    int[] labels = Arrays.copyOf(offered.labels(), offered.size());
    for (int i = 0; i < labels.length; i++) {
      int vote = bank.vote(bank.distances(NeighbourAttack.wide(features[i])), attack.neighbours());
      if (!labelled.get(offered.ids()[i])) {
        labels[i] = vote;
      }
      wrong += vote == labels[i] ? 0 : 1;
    }
    return labels;
  }

  /** Refuses a bank of which all would vote every time. */
  static void requireBank(Viewing viewing, Attack attack, GuardedMethod owner)
      throws StrategyFailure {
    int size = Math.min(attack.bank(), viewing.withLabels().length);
    if (size <= attack.neighbours()) {
      throw owner.wrong(
          Text.format(
              "lets %d neighbours vote, of a bank of %d images: lower its neighbours, or give more"
                  + " images a label",
              attack.neighbours(), size));
    }
  }

  /** Forwards the images with labels that neighbours are sought among; the same in every step. */
  static Neighbours bank(
      Viewing viewing,
      Attack attack,
      Asking asking,
      GuardedMethod owner,
      Learning.Answering answering) {
    int[] all = viewing.withLabels();
    int size = Math.min(attack.bank(), all.length);
    int[] ids =
        Arrays.stream(asking.stream(owner, "bank").permutation(all.length))
            .limit(size)
            .map(i -> all[i])
            .toArray();
    double[][] rows = new double[size][];
    int[] labels = new int[size];
    for (int from = 0; from < size; from += FORWARDED) {
      int[] part = Arrays.copyOfRange(ids, from, Math.min(size, from + FORWARDED));
      Batch images = viewing.view(View.PLAIN, part, new RandomStream(0));
      float[][] features = answering.features(images);
      for (int i = 0; i < part.length; i++) {
        rows[from + i] = NeighbourAttack.wide(features[i]);
        labels[from + i] = images.labels()[i];
      }
    }
    return new Neighbours(rows, labels, viewing.classes());
  }
}
