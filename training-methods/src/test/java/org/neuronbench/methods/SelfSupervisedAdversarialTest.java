package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.method.Attack;
import org.neuronbench.spi.method.Targets;

class SelfSupervisedAdversarialTest {

  private static final double[][] SOURCES = {{0.3, -1.2}, {0.8, 0.1}, {-0.4, 0.9}};
  private static final double[][][] TARGETS = {
    {{0.5, -0.7}, {0.2, 0.4}}, {{1.1, 0.6}, {-0.3, 0.2}}, {{-0.9, 0.8}, {0.1, -0.5}}
  };

  private static NoiseContrast contrast(double[][] sources, double decay) {
    return new NoiseContrast(sources, TARGETS, 2, decay);
  }

  private static double mean(NoiseContrast contrast) {
    return Arrays.stream(contrast.losses()).average().orElseThrow();
  }

  @Test
  @Tag("shared")
  void contrastIsAsPublished() {
    JsonNode golden = Golden.of("ssat").path("nce");
    double[][] sources = {
      Golden.doubles(golden.path("src").path(0)), Golden.doubles(golden.path("src").path(1))
    };
    double[][][] targets = new double[2][2][2];
    for (int i = 0; i < 2; i++) {
      for (int l = 0; l < 2; l++) {
        for (int f = 0; f < 2; f++) {
          targets[i][l][f] = golden.path("trg").path(i).path(f).path(l).doubleValue();
        }
      }
    }
    double clip = golden.path("clip").doubleValue();
    NoiseContrast plain = new NoiseContrast(sources, targets, clip, 0);
    assertThat(mean(plain)).isEqualTo(golden.path("loss").doubleValue(), within(1e-9));
    double penalty = golden.path("logit_penalty").doubleValue();
    assertThat(mean(new NoiseContrast(sources, targets, clip, 0.05)))
        .isEqualTo(mean(plain) + penalty, within(1e-9));
    double[][][] same = {{{0, 0}, {0, 0}}, {{0, 0}, {0, 0}}};
    assertThat(mean(new NoiseContrast(sources, same, clip, 0)))
        .isEqualTo(golden.path("loss_when_all_equal_B2_L2").doubleValue(), within(1e-9));
  }

  /** Against differences of 1e-5, of both sides of the scores. */
  @Test
  void slopesAreThoseOfTheLoss() {
    NoiseContrast at = contrast(SOURCES, 0.05);
    for (int i = 0; i < SOURCES.length; i++) {
      for (int k = 0; k < 2; k++) {
        double was = SOURCES[i][k];
        SOURCES[i][k] = was + 1e-5;
        double after = mean(contrast(SOURCES, 0.05));
        SOURCES[i][k] = was;
        assertThat(at.sourceSlopes()[i][k] / 3).isEqualTo((after - mean(at)) / 1e-5, within(1e-4));
        was = TARGETS[i][1][k];
        TARGETS[i][1][k] = was + 1e-5;
        after = mean(contrast(SOURCES, 0.05));
        TARGETS[i][1][k] = was;
        assertThat(at.targetSlopes()[i][1][k] / 3)
            .isEqualTo((after - mean(at)) / 1e-5, within(1e-4));
      }
    }
  }

  private static SelfSupervisedAdversarial started(Map<String, ?> parameters) {
    return Made.started(new SelfSupervisedAdversarial(), parameters);
  }

  /** Rows that are each other's views score highest, so loss falls along the slopes given. */
  @Test
  void onlyOutputsBehindTheClassesLearn() {
    SelfSupervisedAdversarial method = started(Map.of("width", 2, "start", 0));
    int classes = Made.CLASSES;
    float[][] outputs = new float[4][classes + 2];
    for (int i = 0; i < 4; i++) {
      outputs[i][0] = 9;
      outputs[i][classes + i % 2] = 1;
    }
    Targets targets = method.targets(Made.step(0, new int[] {-1, -1, -1, -1}, outputs));
    double[] slope = new double[classes + 2];
    // Scores of a pair are 1 / sqrt(2), of others 0: ln(1 + exp(-1 / sqrt(2))), but for the clip.
    assertThat(targets.loss(0, outputs[0], slope))
        .isEqualTo(Math.log(1 + Math.exp(-1 / Math.sqrt(2))), within(1e-3));
    assertThat(Arrays.copyOf(slope, classes)).containsOnly(0);
    assertThat(slope[classes]).isNegative();
    assertThat(slope[classes + 1]).isPositive();
  }

  @Test
  void judgesByWhatItWasAskedForAndByACheck() {
    SelfSupervisedAdversarial method = started(Map.of("epsilon", 8, "start", 0.5));
    assertThat(method.attacks()).extracting(Attack::epsilon).containsExactly(8, 2, 4, 64);
    assertThat(method.attacks()).extracting(Attack::step).containsExactly(2, 1, 1, 16);
    assertThat(method.attack().epsilon()).isEqualTo(8);
    assertThat(started(Map.of("epsilon", 1)).attacks())
        .extracting(Attack::epsilon)
        .containsExactly(1, 8);
  }
}
