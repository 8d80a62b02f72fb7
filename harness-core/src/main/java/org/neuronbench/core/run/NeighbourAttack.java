package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.Targets;

/** Changes images so that the neighbours of their features vote for another class. */
final class NeighbourAttack {

  private final Attack attack;
  private final Neighbours bank;
  private final boolean parallel;

  /** Guides are sought anew after so many steps. */
  private static final int REFRESH = 100;

  NeighbourAttack(Attack attack, Neighbours bank, boolean parallel) {
    this.attack = attack;
    this.bank = bank;
    this.parallel = parallel;
  }

  /** When an image counts as fooled. */
  enum Counting {
    /** Where any step of any restart fools the vote: what is judged is as weak as its worst. */
    ANY_STEP,
    /** Where the last step does: what is trained on went all the way. */
    LAST_STEP
  }

  private IntStream images(int count) {
    IntStream all = IntStream.range(0, count);
    return parallel ? all.parallel() : all;
  }

  /**
   * What an image is moved away from, and towards.
   *
   * @param threshold squared distance to the last neighbour that votes
   */
  record Goal(int label, int[] own, int[] others, double threshold) {}

  /**
   * Images after an attack.
   *
   * @param images changed where that fooled the vote, else as they were
   * @param which of them fooled it
   */
  record Fooled(Batch images, BitSet which) {}

  /** Finds the guides of an image. */
  Goal goal(double[] features, int label) {
    double[] distances = bank.distances(features);
    int[] voting = bank.nearest(distances, attack.neighbours());
    int half = attack.guides() / 2;
    int[] others =
        IntStream.range(0, bank.classes())
            .filter(k -> k != label)
            .mapToObj(k -> bank.nearestOf(k, distances, half))
            .filter(guides -> guides.length > 0)
            .min(Comparator.comparingDouble(guides -> mean(distances, guides)))
            .orElse(new int[0]);
    return new Goal(
        label,
        bank.nearestOf(label, distances, half),
        others,
        distances[voting[voting.length - 1]]);
  }

  private static double mean(double[] distances, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> distances[row]).average().orElse(0);
  }

  /**
   * Computes how far guides are on the wrong side of the threshold, to be made less: those of its
   * own class inside, the others outside.
   *
   * @param slope receives the gradient by the features
   */
  double guided(double[] features, Goal goal, double[] slope) {
    double loss = 0;
    for (int guide : goal.own()) {
      loss += hinge(features, guide, goal.threshold(), 1, slope);
    }
    for (int guide : goal.others()) {
      loss += hinge(features, guide, goal.threshold(), -1, slope);
    }
    return loss;
  }

  private double hinge(double[] x, int guide, double threshold, int sign, double[] slope) {
    double[] row = bank.row(guide);
    double distance = 0;
    for (int f = 0; f < x.length; f++) {
      distance += (x[f] - row[f]) * (x[f] - row[f]);
    }
    double excess = sign * (threshold - distance);
    for (int f = 0; excess > 0 && f < x.length; f++) {
      slope[f] -= sign * 2 * (x[f] - row[f]);
    }
    return Math.max(0, excess);
  }

  /** Computes the logarithm of its class's share where all rows vote, near ones more, likewise. */
  double voted(double[] features, Goal goal, double[] slope) {
    double[] weights = bank.distances(features);
    double temperature = goal.threshold() > 0 ? goal.threshold() : 1;
    double least = Arrays.stream(weights).min().orElse(0);
    double own = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((least - weights[i]) / temperature);
      all += weights[i];
      own += bank.label(i) == goal.label() ? weights[i] : 0;
    }
    if (own == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    for (int i = 0; i < weights.length; i++) {
      double share = weights[i] * ((bank.label(i) == goal.label() ? 1 / own : 0) - 1 / all);
      double[] row = bank.row(i);
      for (int f = 0; share != 0 && f < slope.length; f++) {
        slope[f] -= share * 2 * (features[f] - row[f]) / temperature;
      }
    }
    return Math.log(own / all);
  }

  /** One attack on a batch. */
  private final class Running {
    private final Batch clean;
    private final int[] labels;
    private Goal[] goals;
    private final byte[] found;
    private final BitSet which = new BitSet();
    private byte[] now;

    Running(Batch clean, int[] labels, float[][] features) {
      this.clean = clean;
      this.found = Arrays.copyOf(clean.pixels(), clean.size() * imageBytes());
      this.now = found.clone();
      this.labels = labels;
      this.goals = goals(features);
    }

    private Goal[] goals(float[][] features) {
      return images(clean.size())
          .mapToObj(i -> goal(wide(features[i]), labels[i]))
          .toArray(Goal[]::new);
    }

    private int imageBytes() {
      return clean.imageSize() * clean.imageSize() * 3;
    }

    Batch batch(byte[] pixels) {
      return new Batch(clean.size(), clean.imageSize(), pixels, clean.labels(), clean.ids());
    }

    boolean done() {
      return which.cardinality() == clean.size();
    }

    void start(RandomStream random) {
      now = new byte[found.length];
      for (int at = 0; at < now.length; at++) {
        int by = random.nextInt(2 * attack.epsilon() + 1) - attack.epsilon();
        now[at] = within(at, (clean.pixels()[at] & 0xFF) + by);
      }
    }

    private byte within(int at, int level) {
      int from = clean.pixels()[at] & 0xFF;
      int near = Math.max(from - attack.epsilon(), Math.min(from + attack.epsilon(), level));
      return (byte) Math.max(0, Math.min(255, near));
    }

    void move(float[] slopes) {
      for (int at = 0; at < now.length; at++) {
        now[at] = within(at, (now[at] & 0xFF) - attack.step() * (int) Math.signum(slopes[at]));
      }
    }

    /** Keeps the images that fool the vote now, unless they did before. */
    void note(float[][] features) {
      int[] votes =
          images(clean.size())
              .map(
                  i ->
                      which.get(i)
                          ? goals[i].label()
                          : bank.vote(bank.distances(wide(features[i])), attack.neighbours()))
              .toArray();
      for (int i = 0; i < votes.length; i++) {
        if (votes[i] != goals[i].label()) {
          which.set(i);
          System.arraycopy(now, i * imageBytes(), found, i * imageBytes(), imageBytes());
        }
      }
    }

    Targets losses(float[][] features, boolean guided) {
      double[] losses = new double[goals.length];
      double[][] slopes = new double[goals.length][features[0].length];
      images(goals.length)
          .forEach(
              i ->
                  losses[i] =
                      guided
                          ? guided(wide(features[i]), goals[i], slopes[i])
                          : voted(wide(features[i]), goals[i], slopes[i]));
      return Targets.ofLoss(losses, slopes);
    }
  }

  static double[] wide(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(f -> row[f]).toArray();
  }

  /**
   * Attacks images.
   *
   * @param features of the images as they are
   * @param labels the class that each should no longer be taken for
   */
  Fooled against(
      Batch clean,
      float[][] features,
      int[] labels,
      Counting counting,
      RandomStream random,
      Learning.Answering by) {
    Running run = new Running(clean, labels, features);
    for (int restart = 0; restart < attack.restarts() && !run.done(); restart++) {
      run.start(random.split(restart));
      boolean guided = restart % 2 == 0;
      for (int step = 0; step < attack.steps() && !run.done(); step++) {
        TrainingSession.Sensitivity found =
            by.sensitivity(run.batch(run.now), rows -> run.losses(rows, guided));
        if (counting == Counting.ANY_STEP) {
          run.note(found.features());
        }
        if (step > 0 && step % REFRESH == 0) {
          run.goals = run.goals(found.features());
        }
        run.move(found.slopes());
      }
      run.note(by.features(run.batch(run.now)));
    }
    return new Fooled(run.batch(run.found), run.which);
  }
}
