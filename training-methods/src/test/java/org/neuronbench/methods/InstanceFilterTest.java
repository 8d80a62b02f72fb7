package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neuronbench.spi.method.Step;
import org.neuronbench.spi.method.Targets;
import org.neuronbench.spi.method.Verdict;

class InstanceFilterTest {

  private static final Map<String, Object> PLAIN =
      Map.of("warm-up", 0, "smallest", 0, "window", 2, "step", 1.05, "threshold", 1);

  /** Two outputs whose softmax is (p, 1 - p). */
  private static float[] predicting(double high) {
    return new float[] {(float) Math.log(high / (1 - high)), 0};
  }

  private static float[][] predicting(double... high) {
    return Arrays.stream(high).mapToObj(InstanceFilterTest::predicting).toArray(float[][]::new);
  }

  private static Verdict[] admitted(InstanceFilter filter, float[][] outputs) {
    double[] unknown = new double[outputs.length];
    return filter.admit(Made.judged(new Verdict[0], outputs, unknown));
  }

  /** Thresholds, verdicts, weights, losses and gradients; 1e-6, as outputs are float. */
  @Test
  @Tag("shared")
  void followsTheReferenceBatchByBatch() {
    JsonNode golden = Golden.of("eif");
    InstanceFilter filter = Made.started(new InstanceFilter(), PLAIN);
    for (int b = 0; b < golden.path("steps").size(); b++) {
      JsonNode expected = golden.path("steps").get(b);
      assertThat(filter.threshold())
          .isEqualTo(expected.path("threshold_before").doubleValue(), within(1e-9));
      float[][] outputs = predicting(Golden.doubles(golden.path("inputs").path("p_high").get(b)));
      Verdict[] verdicts = admitted(filter, outputs);
      boolean[] high = Golden.booleans(expected.path("predicted_high"));
      boolean[] uncertain = Golden.booleans(expected.path("uncertain"));
      double[] losses = Golden.doubles(golden.path("inputs").path("loss").get(b));
      for (int i = 0; i < verdicts.length; i++) {
        assertThat(verdicts[i])
            .isEqualTo(high[i] ? Verdict.TRAIN : uncertain[i] ? Verdict.SCORE : Verdict.DROP);
        losses[i] = high[i] || uncertain[i] ? losses[i] : Double.NaN;
      }
      Targets taught = filter.teach(Made.judged(verdicts, outputs, losses));
      assertTaught(expected, taught, outputs);
      assertThat(filter.foundShare()).isEqualTo(expected.path("r_th").doubleValue(), within(1e-9));
      assertThat(filter.threshold())
          .isEqualTo(expected.path("threshold_after").doubleValue(), within(1e-9));
    }
  }

  private static void assertTaught(JsonNode expected, Targets taught, float[][] outputs) {
    double[] weights = Golden.doubles(expected.path("normalised_weights"));
    double[] slopes = Golden.doubles(expected.path("filter_logit_high_gradient"));
    double count = Arrays.stream(weights).filter(w -> w > 0).count();
    double loss = 0;
    double[] slope = new double[2];
    for (int i = 0; i < weights.length; i++) {
      assertThat(taught.weight(i) / count).isEqualTo(weights[i], within(1e-9));
      loss += taught.loss(i, outputs[i], slope) / count;
      assertThat(slope[0] / count).isEqualTo(slopes[i], within(1e-6));
    }
    assertThat(loss).isEqualTo(expected.path("filter_loss").doubleValue(), within(1e-6));
  }

  @Test
  @Tag("shared")
  void checksPredictionsAboveTheEntropyLimit() {
    double gate = Golden.of("eif").path("entropy_gate_p_high").doubleValue();
    assertThat(InstanceFilter.entropyOf(gate)).isEqualTo(0.5, within(1e-9));
  }

  @Test
  void sendsEverythingOnAtFirst() {
    InstanceFilter filter = Made.started(new InstanceFilter(), Map.of("warm-up", 1));
    float[][] low = predicting(0.01, 0.01, 0.01, 0.01);
    assertThat(admitted(filter, low)).containsOnly(Verdict.TRAIN);
    filter.teach(Made.judged(admitted(filter, low), low, new double[4]));
    Map<String, Object> few = new HashMap<>(PLAIN);
    few.put("smallest", 2);
    InstanceFilter later = Made.started(new InstanceFilter(), few);
    assertThat(admitted(later, predicting(0.01, 0.02, 0.03, 0.02)))
        .containsExactly(Verdict.DROP, Verdict.TRAIN, Verdict.TRAIN, Verdict.DROP);
  }

  @Test
  void goesOnWhereItStood() {
    InstanceFilter filter = Made.started(new InstanceFilter(), PLAIN);
    float[][] outputs = predicting(0.9, 0.8, 0.7, 0.6);
    Step step = Made.judged(admitted(filter, outputs), outputs, new double[] {2, 2, 0.1, 0.1});
    filter.teach(step);
    InstanceFilter other = Made.started(new InstanceFilter(), PLAIN);
    other.restore(filter.state());
    filter.teach(step);
    other.teach(step);
    assertThat(other.threshold()).isEqualTo(filter.threshold()).isNotEqualTo(1);
    assertThat(other.state()).isEqualTo(filter.state());
  }
}
