package org.neuronbench.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.method.ErrorMap;
import org.neuronbench.spi.method.Step;

class ActivationGradientPruningTest {

  private static ErrorMap map(int step) {
    return ErrorMap.of(
        Made.layer(4),
        new Step.Time(0, step),
        2,
        new double[0],
        new double[0],
        new RandomStream(step));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.50", "0.70", "0.90", "0.95", "0.99"})
  @Tag("shared")
  void prunesAsTheReference(String share) {
    JsonNode golden = Golden.of("agp");
    JsonNode expected = golden.path("by_p").path(share);
    double below = Double.parseDouble(share);
    assertThat(ActivationGradientPruning.normalQuantile((1 + below) / 2))
        .isEqualTo(expected.path("quantile").doubleValue(), within(1e-9));
    assertThat(ActivationGradientPruning.perMean(below))
        .isEqualTo(expected.path("tau_per_mean_abs").doubleValue(), within(1e-9));
    float[] errors = Golden.floats(golden.path("inputs").path("g"));
    ActivationGradientPruning method =
        Made.started(new ActivationGradientPruning(), Map.of("below", below));
    double threshold = method.threshold(errors);
    assertThat(threshold).isEqualTo(expected.path("tau").doubleValue(), within(1e-7));
    PrimitiveIterator.OfDouble draws =
        Arrays.stream(Golden.doubles(golden.path("inputs").path("u"))).iterator();
    ActivationGradientPruning.prune(errors, threshold, draws::nextDouble);
    assertThat(errors).containsExactly(Golden.floats(expected.path("pruned")), within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.9, 0.9999})
  void takesTheQuantileOfMagnitudes(double below) {
    ActivationGradientPruning method =
        Made.started(
            new ActivationGradientPruning(), Map.of("below", below, "estimate", "quantile"));
    RandomStream random = new RandomStream(3);
    float[] errors = new float[10_001];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = i % 5 == 0 ? 0 : (float) (1e-3 * random.nextGaussian());
    }
    float[] sorted = new float[errors.length];
    for (int i = 0; i < errors.length; i++) {
      sorted[i] = Math.abs(errors[i]);
    }
    Arrays.sort(sorted);
    assertThat(method.threshold(errors)).isEqualTo(sorted[(int) (below * errors.length)]);
  }

  /** Three standard errors of the mean of 20,000 draws, for every element. */
  @ParameterizedTest
  @ValueSource(strings = {"0.50", "0.90", "0.99"})
  @Tag("shared")
  void keepsTheExpectation(String share) {
    JsonNode golden = Golden.of("agp");
    JsonNode expected = golden.path("by_p").path(share);
    float[] given = Golden.floats(golden.path("inputs").path("g"));
    double threshold = expected.path("tau").doubleValue();
    double[] variance = Golden.doubles(expected.path("variance"));
    double[] sums = new double[given.length];
    int times = 20_000;
    RandomStream random = new RandomStream(7);
    for (int t = 0; t < times; t++) {
      float[] errors = given.clone();
      ActivationGradientPruning.prune(errors, threshold, random::nextDouble);
      for (int i = 0; i < errors.length; i++) {
        sums[i] += errors[i];
      }
    }
    for (int i = 0; i < given.length; i++) {
      assertThat(sums[i] / times)
          .isEqualTo(given[i], within(3 * Math.sqrt(variance[i] / times) + 1e-7));
    }
  }

  /** Thresholds are those of earlier batches, none until as many were seen as are averaged. */
  @Test
  @Tag("shared")
  void usesTheThresholdsOfEarlierBatches() {
    JsonNode fifo = Golden.of("agp").path("fifo");
    ActivationGradientPruning method =
        Made.started(
            new ActivationGradientPruning(), Map.of("depth", fifo.path("depth").intValue()));
    double perMean = ActivationGradientPruning.perMean(0.9);
    Iterator<JsonNode> used = fifo.path("tau_used").iterator();
    int step = 0;
    for (double threshold : Golden.doubles(fifo.path("tau_measured"))) {
      float mean = (float) (threshold / perMean);
      method.transform(map(step++), new float[] {mean, -mean, mean, -mean});
      JsonNode expected = used.next();
      Map<String, Double> measured = method.measures();
      if (expected.isNull()) {
        assertThat(measured).isEmpty();
      } else {
        assertThat(measured.get("mean-threshold")).isEqualTo(expected.doubleValue(), within(1e-7));
      }
    }
  }

  @Test
  void clearsWithoutDrawsIfAsked() {
    ActivationGradientPruning method =
        Made.started(
            new ActivationGradientPruning(), Map.of("depth", 1, "rounding", "zero", "below", 0.5));
    float[] errors = {1, -1, 1, -1};
    method.transform(map(0), errors);
    assertThat(errors).containsExactly(1, -1, 1, -1);
    float[] later = {0.5f, -2, 0.1f, 0};
    method.transform(map(1), later);
    assertThat(later).containsExactly(0, -2, 0, 0);
  }

  @Test
  void goesOnWhereItStood() {
    ActivationGradientPruning method =
        Made.started(new ActivationGradientPruning(), Map.of("depth", 1));
    method.transform(map(0), new float[] {1, -1, 1, -1});
    ActivationGradientPruning other =
        Made.started(new ActivationGradientPruning(), Map.of("depth", 1));
    other.restore(method.state());
    float[] one = {0.5f, -0.2f, 3, 0.1f};
    float[] two = one.clone();
    method.transform(map(1), one);
    other.transform(map(1), two);
    assertThat(two).containsExactly(one).isNotEqualTo(new float[] {0.5f, -0.2f, 3, 0.1f});
  }
}
