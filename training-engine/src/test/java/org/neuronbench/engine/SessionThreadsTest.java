package org.neuronbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.engine.dl4j.Dl4jEngine;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/** Threads belong to a session: others beside it, with other numbers, change none of its bits. */
class SessionThreadsTest {

  private static final int STEPS = 6;
  private static final GraphModel MODEL = TestGraphs.model(3, 1, false, true);

  static Stream<TrainingEngine> engines() {
    return Stream.of(new OnednnEngine(), new Dl4jEngine());
  }

  private static TrainingSession open(TrainingEngine engine, int threads) {
    return engine.open(
        MODEL,
        new SessionSettings(
            BatchNormMode.TRAIN,
            0.9,
            1e-4,
            0.1,
            TestGraphs.BATCH,
            threads,
            TestGraphs.CLASSES,
            new RandomStream(1)));
  }

  private static void step(TrainingSession session, int number) {
    session.train(Selection.all(MODEL.network()), TestGraphs.step(number, 0.05), done -> {});
    session.evaluate(List.of(TestGraphs.batch(number)).iterator());
  }

  private static float[] alone(TrainingEngine engine, int threads) {
    try (TrainingSession session = open(engine, threads)) {
      for (int i = 0; i < STEPS; i++) {
        step(session, i);
      }
      return session.state().parameters();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void sessionsInTurnsGiveTheBitsThatEachGivesAlone(TrainingEngine engine) {
    float[] one = alone(engine, 1);
    float[] three = alone(engine, 3);
    try (TrainingSession first = open(engine, 1);
        TrainingSession second = open(engine, 3)) {
      for (int i = 0; i < STEPS; i++) {
        step(first, i);
        step(second, i);
      }
      assertThat(first.state().parameters()).isEqualTo(one);
      assertThat(second.state().parameters()).isEqualTo(three);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void sessionsAtTheSameTimeGiveTheBitsThatEachGivesAlone(TrainingEngine engine) {
    float[] one = alone(engine, 1);
    float[] three = alone(engine, 3);
    CompletableFuture<float[]> first = CompletableFuture.supplyAsync(() -> alone(engine, 1));
    CompletableFuture<float[]> second = CompletableFuture.supplyAsync(() -> alone(engine, 3));
    assertThat(first.join()).isEqualTo(one);
    assertThat(second.join()).isEqualTo(three);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aSessionSaysWhatItRunsOn(TrainingEngine engine) {
    try (TrainingSession session = open(engine, 3)) {
      assertThat(session.engine().threads()).isEqualTo(3);
      assertThat(session.engine().precision()).isEqualTo("float32");
      assertThat(session.engine().engine()).isEqualTo(engine.id());
    }
  }
}
