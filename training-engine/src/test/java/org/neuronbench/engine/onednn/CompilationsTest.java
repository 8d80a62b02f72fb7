package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.TestGraphs;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/** What is compiled is a shape: another choice of it costs no compilation. */
class CompilationsTest {

  private static final GraphModel MODEL = TestGraphs.model(3, 1, true, false);

  private static OnednnSession open(Unit unit) {
    return (OnednnSession)
        new OnednnEngine()
            .open(
                MODEL,
                new SessionSettings(
                    BatchNormMode.FROZEN,
                    0,
                    0,
                    0,
                    TestGraphs.BATCH,
                    2,
                    TestGraphs.CLASSES,
                    new RandomStream(1),
                    unit,
                    Set.of(),
                    1,
                    Precision.FLOAT32));
  }

  /** Three neurons of every layer, others in every step; all of a layer of less. */
  private static Selection shifted(Network network, int step) {
    return Selection.of(
        network,
        network.layers().stream()
            .flatMapToInt(
                layer ->
                    IntStream.range(0, Math.min(3, layer.neurons()))
                        .map(i -> layer.firstNeuron() + (5 * i + step) % layer.neurons()))
            .toArray());
  }

  private static void train(OnednnSession session, Network network, int from, int to) {
    TrainingStep step = new TrainingStep(TestGraphs.batch(1), 1e-3);
    session.train(
        i -> shifted(network, from + i),
        Collections.nCopies(to - from, step).iterator(),
        done -> {});
  }

  @ParameterizedTest
  @EnumSource
  void reselectingEveryStepCompilesNothing(Unit unit) {
    Network network = MODEL.network().in(unit);
    try (OnednnSession session = open(unit)) {
      train(session, network, 0, 1);
      int before = session.compilations();
      train(session, network, 1, 20);
      assertThat(session.compilations()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherCountsOfOneBlockCompileNothingAndAnotherBlockDoes(Unit unit) {
    Network network = MODEL.network().in(unit);
    int first = network.layers().get(2).firstNeuron();
    try (OnednnSession session = open(unit)) {
      step(session, Selection.of(network, first, first + 1));
      int before = session.compilations();
      step(session, Selection.of(network, first + 2, first + 4, first + 7));
      assertThat(session.compilations()).isEqualTo(before);
      step(session, Selection.of(network, IntStream.range(first, first + 20).toArray()));
      assertThat(session.compilations()).isGreaterThan(before);
    }
  }

  private static void step(OnednnSession session, Selection selection) {
    session.train(selection, TestGraphs.step(1, 1e-3), done -> {});
  }

  /** In turns with selections of another shape, and with other work in the shared memory. */
  @ParameterizedTest
  @EnumSource
  void choicesInTurnsGiveTheBitsOfEachAlone(Unit unit) {
    Network network = MODEL.network().in(unit);
    Selection[] turns = {shifted(network, 0), Selection.all(network), shifted(network, 3)};
    float[] together;
    try (OnednnSession session = open(unit)) {
      for (Selection selection : turns) {
        step(session, selection);
        session.evaluate(Collections.singletonList(TestGraphs.batch(2)).iterator());
      }
      together = session.state().parameters();
    }
    float[] state = null;
    for (Selection selection : turns) {
      try (OnednnSession session = open(unit)) {
        if (state != null) {
          session.replaceParameters(state);
        }
        step(session, selection);
        state = session.state().parameters();
      }
    }
    assertThat(together).containsExactly(state);
  }
}
