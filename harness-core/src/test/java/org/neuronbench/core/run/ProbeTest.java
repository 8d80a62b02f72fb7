package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.spi.RandomStream;

class ProbeTest {

  private static final int CLASSES = 3;
  private static final double[][] CENTRES = {{0, 0, 100}, {3, 0, 100}, {0, 3, 100}};

  private static float[][] features(int count, long seed) {
    RandomStream random = new RandomStream(seed);
    float[][] rows = new float[count][3];
    for (int i = 0; i < count; i++) {
      for (int f = 0; f < 3; f++) {
        rows[i][f] = (float) (CENTRES[i % CLASSES][f] + 0.3 * random.nextGaussian());
      }
    }
    return rows;
  }

  private static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return labels;
  }

  /** Classes ten deviations apart, beside a feature that says nothing. */
  @Test
  void findsClassesThatLieApart() {
    Probe probe = new Probe(features(60, 1), labels(60), CLASSES);
    Evaluation linear = probe.linear(features(90, 2), labels(90));
    assertThat(linear.top1()).isEqualTo(1);
    assertThat(linear.meanLoss()).isLessThan(0.1);
    assertThat(probe.nearest(features(90, 2), labels(90), 5)).isEqualTo(1);
  }

  @Test
  void featuresThatSayNothingAreWorthAGuess() {
    float[][] same = new float[60][2];
    Probe probe = new Probe(same, labels(60), CLASSES);
    assertThat(probe.linear(same, labels(60)).top1()).isEqualTo(1.0 / 3);
    assertThat(probe.nearest(same, labels(60), 1)).isEqualTo(1.0 / 3); // the first image's class
  }

  @Test
  void neighboursVote() {
    float[][] train = {{0}, {1}, {2}, {10}};
    Probe probe = new Probe(train, new int[] {0, 1, 1, 2}, CLASSES);
    float[][] at = {{0}};
    assertThat(probe.nearest(at, new int[] {0}, 1)).isEqualTo(1);
    assertThat(probe.nearest(at, new int[] {1}, 3)).isEqualTo(1);
  }
}
