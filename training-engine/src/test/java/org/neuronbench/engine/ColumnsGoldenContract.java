package org.neuronbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** Compares training of input channels with values that PyTorch computed. */
public abstract class ColumnsGoldenContract {

  private static final GoldenSet GOLDEN = GoldenSet.microColumns();
  private static final Network NETWORK = GOLDEN.model.network().in(Unit.INPUT_CHANNEL);
  private static final Selection COLUMNS = GOLDEN.selection("mask", NETWORK);

  /** Opens a session of the engine under test. */
  protected abstract GraphSession open(GraphModel model, SessionSettings settings);

  /** Makes a step on the golden images, and returns the mean loss before it. */
  protected abstract double step(
      GraphSession session, GoldenSet golden, Selection selection, double rate);

  private GraphSession open(BatchNormMode mode) {
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
    GraphSession session = open(GOLDEN.model, settings);
    ComputationGraph copy = session.trainedGraph();
    GOLDEN.load(copy, "");
    session.restore(new SessionState(copy.params().toFloatVector(), new float[0]));
    return session;
  }

  /** Losses to 1e-5 and weights to 1e-5, as the golden steps of rows. */
  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void fourGentleStepsOfColumnsAgree(BatchNormMode mode) {
    try (GraphSession session = open(mode)) {
      for (int t = 1; t <= 4; t++) {
        assertThat(step(session, GOLDEN, COLUMNS, 0x1p-10))
            .as("loss " + t)
            .isCloseTo(GOLDEN.values(mode.id() + ".loss_" + t)[0], within(1e-5));
      }
      GOLDEN.assertEqual(mode.id() + ".step4.", "weight", session.trainedGraph(), 1e-5f);
    }
  }

  @ParameterizedTest
  @EnumSource(BatchNormMode.class)
  void columnsLeftOutAreBitIdentical(BatchNormMode mode) {
    try (GraphSession session = open(mode)) {
      float[] before = session.trainedGraph().params().toFloatVector();
      step(session, GOLDEN, COLUMNS, 0.125);
      float[] after = session.trainedGraph().params().toFloatVector();
      ParameterLayout layout = new ParameterLayout(session.trainedGraph(), NETWORK);
      int[] changed = new int[2];
      for (Weights weights : layout.convolutions()) {
        for (int c = 0; c < weights.layer().neurons(); c++) {
          int chosen = COLUMNS.contains(weights.layer().firstNeuron() + c) ? 1 : 0;
          weights.each(c, i -> changed[chosen] += before[i] == after[i] ? 0 : 1);
        }
      }
      assertThat(changed[0]).isZero();
      assertThat(changed[1]).isGreaterThan(5000); // inputs that are always zero teach nothing
    }
  }
}
