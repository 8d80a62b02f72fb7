package org.neuronbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.engine.dl4j.Dl4jEngine;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.engine.onednn.OnednnSession;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** The two engines compute the same, whatever is selected. */
class EnginesAgreeTest {

  static Stream<Arguments> shapes() {
    List<Arguments> all = new ArrayList<>();
    for (int kernel : new int[] {1, 3, 5, 7}) {
      for (int stride : new int[] {1, 2}) {
        for (boolean depthwise : new boolean[] {false, true}) {
          for (BatchNormMode mode : BatchNormMode.values()) {
            all.add(Arguments.of(kernel, stride, depthwise, mode));
          }
        }
      }
    }
    return all.stream();
  }

  /** How far gradients go and how steps add up does not depend on the window. */
  static Stream<Arguments> shapesOfOneWindow() {
    return shapes().filter(shape -> shape.get()[0].equals(3));
  }

  /** Of every layer a share of its neurons; 0 selects none, a negative share exactly one. */
  private static Selection share(GraphModel model, double share) {
    RandomStream random = new RandomStream(3);
    IntStream chosen = IntStream.empty();
    for (ConvolutionLayer layer : model.network().layers()) {
      int count = share < 0 ? 1 : (int) Math.round(share * layer.neurons());
      int[] order = random.split(layer.index()).permutation(layer.neurons());
      chosen =
          IntStream.concat(
              chosen, IntStream.of(order).limit(count).map(c -> layer.firstNeuron() + c));
    }
    return Selection.of(model.network(), chosen.toArray());
  }

  private static float[] after(
      TrainingEngine engine, GraphModel model, BatchNormMode mode, Selection selection) {
    try (GraphSession session =
        (GraphSession) engine.open(model, TestGraphs.settings(mode, 0, 0))) {
      session.train(selection, TestGraphs.step(1, 1), done -> {});
      return session.trainedGraph().params().toFloatVector();
    }
  }

  private static void compareUpdates(GraphModel model, BatchNormMode mode, Selection selection) {
    float[] before = model.prototype().params().toFloatVector();
    float[] ours = after(new OnednnEngine(), model, mode, selection);
    float[] reference = after(new Dl4jEngine(), model, mode, selection);
    double difference = 0;
    double size = 0;
    for (int i = 0; i < before.length; i++) {
      difference += Math.pow(ours[i] - reference[i], 2);
      size += Math.pow(reference[i] - before[i], 2);
      if (reference[i] == before[i] && mode == BatchNormMode.FROZEN) {
        assertThat(ours[i]).isEqualTo(before[i]);
      }
    }
    assertThat(Math.sqrt(difference / size)).isLessThan(1e-4);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeAndShare(int kernel, int stride, boolean depthwise, BatchNormMode mode) {
    GraphModel model = TestGraphs.model(kernel, stride, depthwise, stride == 1);
    for (double share : new double[] {0, -1, 0.1, 0.5, 1}) {
      compareUpdates(model, mode, share(model, share));
    }
  }

  @ParameterizedTest
  @MethodSource("shapesOfOneWindow")
  void everyPositionOfTheFrontier(int kernel, int stride, boolean depthwise, BatchNormMode mode) {
    GraphModel model = TestGraphs.model(kernel, stride, depthwise, false);
    for (ConvolutionLayer layer : model.network().layers()) {
      int[] three = IntStream.range(0, 3).map(i -> layer.firstNeuron() + 5 * i).toArray();
      compareUpdates(model, mode, Selection.of(model.network(), three));
    }
  }

  @ParameterizedTest
  @MethodSource("shapesOfOneWindow")
  void lossesOfTwentySteps(int kernel, int stride, boolean depthwise, BatchNormMode mode) {
    GraphModel model = TestGraphs.model(kernel, stride, depthwise, true);
    Selection half = share(model, 0.5);
    try (GraphSession ours =
            (GraphSession) new OnednnEngine().open(model, TestGraphs.settings(mode, 0.9, 1e-3));
        GraphSession reference =
            (GraphSession) new Dl4jEngine().open(model, TestGraphs.settings(mode, 0.9, 1e-3))) {
      for (int step = 0; step < 20; step++) {
        double expected = reference.train(half, TestGraphs.step(step, 0.01), done -> {}).meanLoss();
        assertThat(ours.train(half, TestGraphs.step(step, 0.01), done -> {}).meanLoss())
            .as("step " + step)
            .isCloseTo(expected, within(1e-3));
      }
    }
  }

  static Stream<Arguments> otherNetworks() {
    List<Arguments> all = new ArrayList<>();
    for (BatchNormMode mode : BatchNormMode.values()) {
      all.add(Arguments.of(Named.of("no batch norm", TestGraphs.withoutBatchNorm()), mode));
      all.add(Arguments.of(Named.of("biases", TestGraphs.biasesBeforeBatchNorm()), mode));
      all.add(Arguments.of(Named.of("padded shortcut", TestGraphs.paddedShortcut()), mode));
      all.add(Arguments.of(Named.of("map", TestGraphs.classifierOnMap()), mode));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("otherNetworks")
  void biasesActivationsInsideLayersAndDenseLayers(GraphModel model, BatchNormMode mode) {
    assertThat(new OnednnEngine().open(model, TestGraphs.settings(mode, 0, 0)))
        .isInstanceOf(OnednnSession.class)
        .satisfies(TrainingSession::close);
    for (double share : new double[] {0, -1, 0.1, 0.5, 1}) {
      compareUpdates(model, mode, share(model, share));
    }
    evaluationAgrees(model);
    observationAgrees(model);
  }

  private static void observationAgrees(GraphModel model) {
    List<double[]> phi = new ArrayList<>();
    for (TrainingEngine engine : List.of(new OnednnEngine(), new Dl4jEngine())) {
      try (TrainingSession session =
          engine.open(model, TestGraphs.settings(BatchNormMode.FROZEN, 0, 0))) {
        session.observe(Set.of(Signal.OUTPUT_SIMILARITY), TestGraphs.batch(3));
        session.train(Selection.all(model.network()), TestGraphs.step(1, 0.1), done -> {});
        Observations seen =
            session.observe(Set.of(Signal.OUTPUT_SIMILARITY), TestGraphs.batch(3)).observations();
        phi.add(seen.values(Signal.OUTPUT_SIMILARITY));
      }
    }
    assertThat(phi.get(0)).containsExactly(phi.get(1), within(1e-4));
  }

  @Test
  void evaluationAgrees() {
    evaluationAgrees(TestGraphs.model(3, 2, true, true));
  }

  private static void evaluationAgrees(GraphModel model) {
    List<Double> losses = new ArrayList<>();
    for (TrainingEngine engine : List.of(new OnednnEngine(), new Dl4jEngine())) {
      try (GraphSession session =
          (GraphSession) engine.open(model, TestGraphs.settings(BatchNormMode.TRAIN, 0, 0))) {
        session.train(Selection.all(model.network()), TestGraphs.step(1, 0.01), done -> {});
        losses.add(session.evaluate(List.of(TestGraphs.batch(2)).iterator()).meanLoss());
      }
    }
    assertThat(losses.get(0)).isCloseTo(losses.get(1), within(1e-4));
  }
}
