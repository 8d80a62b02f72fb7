package org.neuronbench.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.engine.GoldenSet;
import org.neuronbench.engine.NativeThreads;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/** Compares the dl4j engine with values that PyTorch computed for the same network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Dl4jGoldenContract {

  private final GoldenSet golden;

  Dl4jGoldenContract(GoldenSet golden) {
    this.golden = golden;
  }

  /** Opens a session whose head is the golden one. */
  private Dl4jSession open(BatchNormMode batchNorm) {
    NativeThreads.use(2);
    Dl4jSession session =
        new Dl4jSession(
            golden.model,
            new SessionSettings(batchNorm, 0, 0, 0, 8, 2, 5, new RandomStream(1)),
            EngineFacts.asked("dl4j", 2));
    setParameters(session, "");
    return session;
  }

  private void setParameters(Dl4jSession session, String prefix) {
    golden.load(session.graph().stock(), prefix);
    float[] updated = session.graph().stock().params().toFloatVector();
    System.arraycopy(updated, 0, session.graph().parameters(), 0, updated.length);
  }

  private INDArray images() {
    return Nd4j.create(golden.values("x"), golden.tensor("x").shape(), 'c');
  }

  private double[] observe(Dl4jSession session) {
    return session.outputSimilarity(golden.values("xv"), GoldenSet.OBSERVED, golden.imageSize);
  }

  @Test
  void evaluationLogitsAgree() {
    try (Dl4jSession session = open(BatchNormMode.TRAIN)) {
      float[][] p = session.graph().probabilities(images()).toFloatMatrix();
      float[] logits = golden.values("eval_logits");
      for (int i = 0; i < p.length; i++) {
        for (int c = 1; c < p[i].length; c++) {
          // probabilities keep differences of logits
          double expected = logits[i * p[i].length + c] - logits[i * p[i].length];
          assertThat(Math.log(p[i][c] / p[i][0])).isCloseTo(expected, within(1e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void lossAndGradientsAgree(BatchNormMode mode) {
    try (Dl4jSession session = open(mode)) {
      double loss = session.graph().computeGradients(images(), golden.labels());
      assertThat(loss).isCloseTo(golden.values(mode.id() + ".loss")[0], within(5e-6));
      float[] sums = session.graph().gradients();
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= GoldenSet.BATCH;
      }
      golden.assertGradients(mode, GoldenSet.named(session.graph().stock(), sums), true);
    }
  }

  @Test
  void runningStatisticsAgreeAfterOneStep() {
    try (Dl4jSession session = open(BatchNormMode.TRAIN)) {
      session.step(images(), golden.labels(), 0, Selection.none(golden.model.network()));
      golden.assertEqual("train.", ".running_", session.graph().stock(), 2e-4f);
    }
  }

  @Test
  void fourGentleMaskedStepsAgree() {
    try (Dl4jSession session = open(BatchNormMode.FROZEN)) {
      observe(session);
      for (int t = 1; t <= 4; t++) {
        double loss = session.step(images(), golden.labels(), 0x1p-10, golden.selection("mask"));
        assertThat(loss)
            .as("loss " + t)
            .isCloseTo(golden.values("gentle.loss_" + t)[0], within(1e-5));
        assertThat(observe(session))
            .as("phi " + t)
            .containsExactly(golden.perNeuron("gentle.phi_" + t), within(5e-5));
      }
      golden.assertEqual("gentle.step4.", "weight", session.graph().stock(), 1e-5f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void phiAgreesFromStoredSteps(int t) {
    try (Dl4jSession session = open(BatchNormMode.FROZEN)) {
      setParameters(session, "step" + (t - 1) + ".");
      observe(session);
      setParameters(session, "step" + t + ".");
      assertThat(observe(session)).containsExactly(golden.perNeuron("phi_" + t), within(2e-5));
    }
  }
}
