package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.method.Targets;

class SelfAdaptiveTest {

  private static double mean(Targets targets, float[][] outputs, double[][] slopes) {
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      double[] slope = new double[outputs[i].length];
      sum += targets.loss(i, outputs[i], slope) / outputs.length;
      for (int k = 0; k < slope.length; k++) {
        slopes[i][k] = slope[k] / outputs.length;
      }
    }
    return sum;
  }

  @Test
  @Tag("shared")
  void followsTheReferenceStepByStep() {
    JsonNode golden = Golden.of("sat");
    SelfAdaptive method = Made.started(new SelfAdaptive(), Map.of("start", 0));
    int[] labels = Golden.ints(golden.path("inputs").path("labels"));
    for (JsonNode expected : golden.path("steps")) {
      float[][] outputs = Golden.rows(expected.path("logits"));
      Targets targets = method.targets(Made.step(0, labels, outputs));
      double[][] slopes = new double[2][3];
      assertThat(mean(targets, outputs, slopes))
          .isEqualTo(expected.path("loss").doubleValue(), within(1e-9));
      for (int i = 0; i < 2; i++) {
        assertThat(targets.weight(i))
            .isEqualTo(expected.path("weight").get(i).doubleValue(), within(1e-9));
        assertThat(slopes[i])
            .containsExactly(Golden.doubles(expected.path("logit_gradient").get(i)), within(1e-9));
      }
    }
  }

  @Test
  @Tag("shared")
  void addsTheReverseTerm() {
    JsonNode golden = Golden.of("sat").path("sce_variant");
    SelfAdaptive method = Made.started(new SelfAdaptive(), Map.of("start", 0, "variant", "sce"));
    float[][] outputs = Golden.rows(golden.path("logits"));
    Targets targets = method.targets(Made.step(0, new int[] {0, 1}, outputs));
    double[][] slopes = new double[2][3];
    double loss = mean(targets, outputs, slopes);
    assertThat(loss).isEqualTo(golden.path("loss").doubleValue(), within(1e-9));
    float step = 1e-3f; // the slope by differences: logits are float
    outputs[0][1] += step;
    double above = mean(targets, outputs, new double[2][3]);
    outputs[0][1] -= 2 * step;
    double under = mean(targets, outputs, new double[2][3]);
    assertThat(slopes[0][1]).isEqualTo((above - under) / (2 * step), within(1e-5));
  }

  @Test
  @Tag("shared")
  void abstains() {
    JsonNode golden = Golden.of("sat").path("selective");
    SelfAdaptive method =
        Made.started(new SelfAdaptive(), 2, Map.of("start", 0, "variant", "selective"));
    assertThat(method.extraOutputs()).isEqualTo(1);
    float[][] outputs = Golden.rows(golden.path("logits"));
    Targets targets = method.targets(Made.step(0, Golden.ints(golden.path("labels")), outputs));
    assertThat(mean(targets, outputs, new double[2][3]))
        .isEqualTo(golden.path("loss").doubleValue(), within(1e-9));
  }

  @Test
  @Tag("shared")
  void aTargetFollowsAConstantPrediction() {
    JsonNode golden = Golden.of("sat").path("target_after_k_updates_constant_p");
    float[][] outputs = {{(float) Math.log(0.2), (float) Math.log(0.8)}};
    SelfAdaptive method = Made.started(new SelfAdaptive(), 2, Map.of("start", 0));
    double[] slope = new double[2];
    for (int k = 1; k <= 20; k++) {
      Targets targets = method.targets(Made.step(0, new int[] {0}, outputs));
      JsonNode expected = golden.path("k").path(String.valueOf(k));
      if (!expected.isMissingNode()) {
        targets.loss(0, outputs[0], slope);
        assertThat(0.2 - slope[0]) // the slope is p - t
            .isEqualTo(expected.get(0).doubleValue(), within(1e-6));
      }
    }
    assertThat(method.measures().get("turned-share")).isEqualTo(11.0 / 20);
  }

  @Test
  void labelsAreTheTargetsAtFirst() {
    SelfAdaptive method = Made.started(new SelfAdaptive(), Map.of());
    float[][] outputs = {{0, 0, 0}};
    Targets targets = method.targets(Made.step(2, new int[] {1}, outputs));
    double[] slope = new double[3];
    targets.loss(0, outputs[0], slope);
    assertThat(slope).containsExactly(new double[] {1.0 / 3, -2.0 / 3, 1.0 / 3}, within(1e-9));
    assertThat(method.state()).hasSize(Integer.BYTES);
  }

  @Test
  void goesOnWhereItStood() {
    float[][] outputs = {{2, 1, 0}, {0, 1, 0}};
    SelfAdaptive method = Made.started(new SelfAdaptive(), Map.of("start", 0));
    method.targets(Made.step(0, new int[] {0, 1}, outputs));
    SelfAdaptive other = Made.started(new SelfAdaptive(), Map.of("start", 0));
    other.restore(method.state());
    assertThat(other.state()).isEqualTo(method.state());
    double[][] one = new double[2][3];
    double[][] two = new double[2][3];
    mean(method.targets(Made.step(1, new int[] {0, 1}, outputs)), outputs, one);
    mean(other.targets(Made.step(1, new int[] {0, 1}, outputs)), outputs, two);
    assertThat(two).isDeepEqualTo(one);
  }
}
