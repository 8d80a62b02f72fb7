package org.neuronbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.engine.ParameterLayout.Weights;
import org.neuronbench.engine.dl4j.Dl4jEngine;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** What every engine's session promises. */
class SessionContractTest {

  static Stream<Arguments> enginesAndModes() {
    return Stream.of(new OnednnEngine(), new Dl4jEngine())
        .flatMap(e -> Arrays.stream(BatchNormMode.values()).map(m -> Arguments.of(e, m)));
  }

  private static GraphSession open(TrainingEngine engine, GraphModel model, BatchNormMode mode) {
    return (GraphSession) engine.open(model, TestGraphs.settings(mode, 0.9, 0.01));
  }

  @ParameterizedTest
  @MethodSource("enginesAndModes")
  void frozenRowsAreBitIdenticalWithMomentumAndDecay(TrainingEngine engine, BatchNormMode mode) {
    GraphModel model = TestGraphs.model(3, 1, true, false);
    Selection some = Selection.of(model.network(), 0, 3, 20, 70, 71, 140);
    float[] before = model.prototype().params().toFloatVector();
    try (GraphSession session = open(engine, model, mode)) {
      session.train(Selection.all(model.network()), TestGraphs.step(1, 0.1), done -> {});
      float[] middle = session.trainedGraph().params().toFloatVector();
      session.train(some, TestGraphs.step(2, 0.1), done -> {});
      session.train(some, TestGraphs.step(3, 0.1), done -> {});
      float[] after = session.trainedGraph().params().toFloatVector();
      ParameterLayout layout = new ParameterLayout(session.trainedGraph(), model.network());
      for (Weights weights : layout.convolutions()) {
        for (int c = 0; c < weights.layer().neurons(); c++) {
          int at = weights.index(c, 0);
          assertThat(middle[at]).isNotEqualTo(before[at]);
          assertThat(after[at] == middle[at])
              .isEqualTo(!some.contains(weights.layer().firstNeuron() + c));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndModes")
  void theSameStepsGiveTheSameBits(TrainingEngine engine, BatchNormMode mode) {
    GraphModel model = TestGraphs.model(5, 2, false, true);
    float[][] results = new float[2][];
    for (int i = 0; i < 2; i++) {
      try (GraphSession session = open(engine, model, mode)) {
        for (int step = 0; step < 5; step++) {
          session.train(Selection.all(model.network()), TestGraphs.step(step, 0.05), done -> {});
        }
        results[i] = session.trainedGraph().params().toFloatVector();
      }
    }
    assertThat(results[0]).containsExactly(results[1]);
  }

  @ParameterizedTest
  @MethodSource("enginesAndModes")
  void signalsThatCompareComeWithTheSecondObservation(TrainingEngine engine, BatchNormMode mode) {
    GraphModel model = TestGraphs.model(3, 1, true, false);
    Set<Signal> all = Set.of(Signal.values());
    try (GraphSession session = open(engine, model, mode)) {
      Observations first = session.observe(all, TestGraphs.batch(9)).observations();
      assertThat(first.signals()).doesNotContain(Signal.OUTPUT_SIMILARITY, Signal.WEIGHT_CHANGE);
      assertThat(first.signals()).contains(Signal.GRADIENT_NORM, Signal.WEIGHT_NORM);
      Observations second = session.observe(all, TestGraphs.batch(9)).observations();
      assertThat(second.values(Signal.OUTPUT_SIMILARITY)).containsOnly(1.0);
      assertThat(second.values(Signal.WEIGHT_CHANGE)).containsOnly(0.0);
      session.train(Selection.all(model.network()), TestGraphs.step(1, 0.1), done -> {});
      Observations third = session.observe(all, TestGraphs.batch(9)).observations();
      assertThat(Arrays.stream(third.values(Signal.OUTPUT_SIMILARITY))).anyMatch(phi -> phi < 1);
    }
  }

  @ParameterizedTest
  @MethodSource("enginesAndModes")
  void gradientNormsAgreeWithTheReference(TrainingEngine engine, BatchNormMode mode) {
    GraphModel model = TestGraphs.model(3, 2, true, true);
    Map<Signal, double[]> found = new java.util.EnumMap<>(Signal.class);
    try (GraphSession session = open(engine, model, mode);
        GraphSession reference = open(new Dl4jEngine(), model, mode)) {
      Set<Signal> wanted = Set.of(Signal.GRADIENT_NORM);
      found.put(
          Signal.GRADIENT_NORM,
          session.observe(wanted, TestGraphs.batch(4)).observations().values(Signal.GRADIENT_NORM));
      assertThat(found.get(Signal.GRADIENT_NORM))
          .containsExactly(
              reference
                  .observe(wanted, TestGraphs.batch(4))
                  .observations()
                  .values(Signal.GRADIENT_NORM),
              within(1e-4));
    }
  }
}
