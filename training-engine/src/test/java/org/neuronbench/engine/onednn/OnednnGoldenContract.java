package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** Compares the onednn engine with values that PyTorch computed for the same network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnednnGoldenContract {

  private static final float RATE = 1;

  private final GoldenSet golden;

  OnednnGoldenContract(GoldenSet golden) {
    this.golden = golden;
  }

  private float[] channelsLast(String name) {
    return channelsLast(golden, name);
  }

  static float[] channelsLast(GoldenSet golden, String name) {
    float[] nchw = golden.values(name);
    int area = golden.imageSize * golden.imageSize;
    float[] nhwc = new float[nchw.length];
    for (int i = 0; i < nchw.length; i++) {
      int image = i / (3 * area);
      int channel = i / area % 3;
      nhwc[image * 3 * area + i % area * 3 + channel] = nchw[i];
    }
    return nhwc;
  }

  private OnednnSession open(BatchNormMode mode) {
    return open(mode, Precision.FLOAT32);
  }

  private OnednnSession open(BatchNormMode mode, Precision precision) {
    SessionSettings settings =
        new SessionSettings(mode, 0, 0, 0, 8, 2, 5, new RandomStream(1)).in(precision);
    OnednnSession session = (OnednnSession) new OnednnEngine().open(golden.model, settings);
    setParameters(session, "");
    return session;
  }

  private void setParameters(OnednnSession session, String prefix) {
    ComputationGraph copy = session.trainedGraph();
    golden.load(copy, prefix);
    session.replaceParameters(copy.params().toFloatVector());
  }

  @Test
  void evaluationLogitsAgree() {
    try (OnednnSession session = open(BatchNormMode.TRAIN)) {
      assertThat(session.logits(channelsLast("x"), GoldenSet.BATCH))
          .containsExactly(golden.values("eval_logits"), within(1e-4f));
    }
  }

  /** Frozen batch norm is folded: its scale and shift have no gradient here. */
  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void gradientsAgree(BatchNormMode mode) {
    try (OnednnSession session = open(mode)) {
      float[] gradients =
          session.gradients(
              mode,
              Selection.all(golden.model.network()),
              channelsLast("x"),
              golden.labels(),
              GoldenSet.BATCH);
      golden.assertGradients(mode, GoldenSet.named(session.trainedGraph(), gradients), false);
    }
  }

  /**
   * The step itself, of whole layers, by primitives. In float32 what the difference of two weights
   * lacks is a hundred times the noise; bfloat16 rounds 2^16 times as coarsely, and of the
   * activations near a kink some fall on its other side: half as much again. The first layers of
   * these small batches are off by a fifth of the gradient's length, the classifier by a hundredth.
   */
  @ParameterizedTest
  @CsvSource({
    "TRAIN, FLOAT32, 100",
    "FROZEN, FLOAT32, 100",
    "TRAIN, BFLOAT16, 98304",
    "FROZEN, BFLOAT16, 98304"
  })
  void stepsFollowTheGradient(BatchNormMode mode, Precision precision, double coarser) {
    assumeThat(new OnednnEngine().unfit(precision)).as("what this processor lacks").isEmpty();
    try (OnednnSession session = open(mode, precision)) {
      float[] before = session.state().parameters();
      session.step(Selection.all(golden.model.network()), channelsLast("x"), golden.labels(), RATE);
      float[] gradients = session.state().parameters();
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] = (before[i] - gradients[i]) / RATE;
      }
      golden.assertGradients(
          mode, GoldenSet.named(session.trainedGraph(), gradients), false, coarser);
    }
  }

  /** Every second input channel: their columns of PyTorch's gradients, and zeros elsewhere. */
  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void gradientsOfColumnsAgree(BatchNormMode mode) {
    Network network = golden.model.network().in(Unit.INPUT_CHANNEL);
    int[] even = IntStream.range(0, network.neurons()).filter(n -> n % 2 == 0).toArray();
    Selection columns = Selection.of(network, even);
    SessionSettings settings =
        new SessionSettings(
            mode,
            0,
            0,
            0,
            8,
            2,
            5,
            new RandomStream(1),
            Unit.INPUT_CHANNEL,
            Set.of(),
            1,
            Precision.FLOAT32);
    try (OnednnSession session = (OnednnSession) new OnednnEngine().open(golden.model, settings)) {
      setParameters(session, "");
      float[] some =
          session.gradients(mode, columns, channelsLast("x"), golden.labels(), GoldenSet.BATCH);
      float[] all =
          session.gradients(
              mode, Selection.all(network), channelsLast("x"), golden.labels(), GoldenSet.BATCH);
      golden.assertGradients(mode, GoldenSet.named(session.trainedGraph(), all), false);
      for (Weights weights : session.layout().convolutions()) {
        for (int c = 0; c < weights.layer().neurons(); c++) {
          if (columns.contains(weights.layer().firstNeuron() + c)) {
            weights.each(c, i -> all[i] = some[i]);
          } else {
            weights.each(c, i -> assertThat(some[i]).isZero());
          }
        }
      }
      golden.assertGradients(mode, GoldenSet.named(session.trainedGraph(), all), false);
    }
  }

  @Test
  void runningStatisticsAgreeAfterOneStep() {
    try (OnednnSession session = open(BatchNormMode.TRAIN)) {
      session.gradients(
          BatchNormMode.TRAIN,
          Selection.none(golden.model.network()),
          channelsLast("x"),
          golden.labels(),
          GoldenSet.BATCH);
      golden.assertEqual("train.", ".running_", session.trainedGraph(), 2e-4f);
    }
  }

  @Test
  void fourGentleMaskedStepsAgree() {
    Selection selection = golden.selection("mask");
    try (OnednnSession session = open(BatchNormMode.FROZEN)) {
      float[] xv = channelsLast("xv");
      session.outputSimilarity(xv, GoldenSet.OBSERVED);
      for (int t = 1; t <= 4; t++) {
        double loss = session.step(selection, channelsLast("x"), golden.labels(), 0x1p-10);
        assertThat(loss)
            .as("loss " + t)
            .isCloseTo(golden.values("gentle.loss_" + t)[0], within(1e-5));
        assertThat(session.outputSimilarity(xv, GoldenSet.OBSERVED))
            .as("phi " + t)
            .containsExactly(golden.perNeuron("gentle.phi_" + t), within(5e-5));
      }
      golden.assertEqual("gentle.step4.", "weight", session.trainedGraph(), 1e-5f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void phiAgreesFromStoredSteps(int t) {
    try (OnednnSession session = open(BatchNormMode.FROZEN)) {
      float[] xv = channelsLast("xv");
      setParameters(session, "step" + (t - 1) + ".");
      session.outputSimilarity(xv, GoldenSet.OBSERVED);
      setParameters(session, "step" + t + ".");
      assertThat(session.outputSimilarity(xv, GoldenSet.OBSERVED))
          .containsExactly(golden.perNeuron("phi_" + t), within(2e-5));
    }
  }
}
