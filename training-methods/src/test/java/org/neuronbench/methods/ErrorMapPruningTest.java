package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.Step;

class ErrorMapPruningTest {

  private static ErrorMap map(double[] errors, double[] weights, int step) {
    return ErrorMap.of(
        Made.layer(errors.length),
        new Step.Time(0, step),
        2,
        errors,
        weights,
        new RandomStream(step));
  }

  /** Sums of magnitudes over all but the channel, which comes first or second. */
  private static double[] norms(JsonNode tensor, boolean channelFirst) {
    int channels = channelFirst ? tensor.size() : tensor.get(0).size();
    double[] sums = new double[channels];
    for (int i = 0; i < tensor.size(); i++) {
      for (int j = 0; j < tensor.get(i).size(); j++) {
        sums[channelFirst ? i : j] += magnitude(tensor.get(i).get(j));
      }
    }
    return sums;
  }

  private static double magnitude(JsonNode node) {
    double sum = node.isNumber() ? Math.abs(node.doubleValue()) : 0;
    for (JsonNode each : node) {
      sum += magnitude(each);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "paper_gamma_1_1, paper, 1",
    "paper_gamma_1_2, paper, 2",
    "gradient_only, gradient, 1",
    "normalised_1_1, normalised, 1"
  })
  @Tag("shared")
  void keepsWhatTheReferenceKeeps(String name, String score, double errorFactor) {
    JsonNode golden = Golden.of("emp");
    JsonNode expected = golden.path("cases").path(name);
    ErrorMapPruning method =
        Made.started(
            new ErrorMapPruning(),
            Map.of("keep", 0.5, "score", score, "error-factor", errorFactor));
    ErrorMap map =
        map(
            norms(golden.path("inputs").path("delta"), false),
            norms(golden.path("inputs").path("weight"), true),
            0);
    assertThat(method.scores(map))
        .containsExactly(Golden.doubles(expected.path("scores")), within(1e-9));
    assertThat(method.keep(map)).containsExactly(Golden.ints(expected.path("kept")));
  }

  @Test
  @Tag("shared")
  void keepsAsManyAsTheReference() {
    Golden.of("emp")
        .path("kept_counts_floor")
        .properties()
        .forEach(
            entry -> {
              String[] of = entry.getKey().split("@");
              assertThat(ErrorMapPruning.count(Double.parseDouble(of[1]), Integer.parseInt(of[0])))
                  .isEqualTo(entry.getValue().intValue());
            });
  }

  @Test
  void tiesGoToTheLowerChannel() {
    ErrorMapPruning method =
        Made.started(new ErrorMapPruning(), Map.of("keep", 0.5, "score", "gradient"));
    assertThat(method.keep(map(new double[] {1, 2, 1, 1}, new double[4], 0))).containsExactly(0, 1);
  }

  /** The paper's score ranks by weights: two of four channels are never chosen. */
  @Test
  void tellsWhichShareOfChannelsStarves() {
    Map<String, Object> keep = new HashMap<>(Map.of("keep", 0.5));
    keep.put("score", "paper");
    ErrorMapPruning paper = Made.started(new ErrorMapPruning(), keep);
    keep.put("score", "random");
    ErrorMapPruning random = Made.started(new ErrorMapPruning(), keep);
    for (int step = 0; step < 100; step++) {
      double[] errors = {1e-3 * (step % 7), 1e-3, 2e-3 * (step % 5), 1e-3};
      paper.keep(map(errors, new double[] {1, 2, 3, 4}, step));
      random.keep(map(errors, new double[] {1, 2, 3, 4}, step));
    }
    assertThat(paper.measures()).containsEntry("starved-share", 0.5);
    assertThat(random.measures()).containsEntry("starved-share", 0.0);
  }
}
