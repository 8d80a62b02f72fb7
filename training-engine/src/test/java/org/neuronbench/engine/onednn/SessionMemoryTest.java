package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.TestGraphs;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** A session makes no native objects, and next to no arrays, that the collector must find. */
class SessionMemoryTest {

  private static final GraphModel MODEL = TestGraphs.model(3, 1, false, true);

  /** Arrays of the network that a session copies; Deeplearning4j leaves some to the collector. */
  private static final int NETWORK_OBJECTS = 150;

  /** Selections that gather channels, that do not, and that need different gradients. */
  private static Selection selection(int epoch) {
    Network network = MODEL.network();
    int every = 2 + epoch % 3;
    return Selection.of(
        network, IntStream.range(0, network.neurons()).filter(n -> n % every == 0).toArray());
  }

  /** What a cell does for an epoch, with a last batch that is smaller. */
  private static void epoch(TrainingSession session, int epoch) {
    Batch batch = TestGraphs.batch(epoch);
    session.observe(Set.of(Signal.values()), batch);
    session.train(selection(epoch), TestGraphs.step(epoch, 1e-4), done -> {});
    session.evaluate(List.of(batch, TestGraphs.batch(epoch + 1)).iterator());
  }

  private static void epochs(TrainingSession session, int count) {
    for (int epoch = 0; epoch < count; epoch++) {
      epoch(session, epoch);
    }
  }

  @ParameterizedTest
  @EnumSource
  void epochsLeaveNoNativeObjects(BatchNormMode mode) {
    try (TrainingSession session =
        new OnednnEngine().open(MODEL, TestGraphs.settings(mode, 0.9, 0))) {
      epochs(session, 6);
      long objects = Pointer.totalCount();
      long bytes = Pointer.totalBytes();
      epochs(session, 30);
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(objects);
      assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedSessionLeavesNoNativeObject(BatchNormMode mode) {
    runSession(mode);
    long objects = Pointer.totalCount();
    runSession(mode);
    assertThat(Pointer.totalCount()).isLessThan(objects + NETWORK_OBJECTS);
  }

  @ParameterizedTest
  @EnumSource
  void aStepAllocatesLessThanItsWeights(BatchNormMode mode) {
    try (TrainingSession session =
        new OnednnEngine().open(MODEL, TestGraphs.settings(mode, 0.9, 0))) {
      train(session, 3);
      long few = allocatedBy(() -> train(session, 10));
      long many = allocatedBy(() -> train(session, 60));
      assertThat((many - few) / 50).isLessThan(Float.BYTES * MODEL.network().parameters() / 2);
    }
  }

  @Test
  void anObservationReusesTheMapsOfTheOneBefore() {
    try (TrainingSession session =
        new OnednnEngine().open(MODEL, TestGraphs.settings(BatchNormMode.TRAIN, 0, 0))) {
      observe(session, 3);
      long values =
          MODEL.network().layers().stream()
              .mapToLong(l -> (long) l.neurons() * l.outputHeight() * l.outputWidth())
              .sum();
      long few = allocatedBy(() -> observe(session, 10));
      long many = allocatedBy(() -> observe(session, 40));
      assertThat((many - few) / 30).isLessThan(Float.BYTES * TestGraphs.BATCH * values);
    }
  }

  private static void observe(TrainingSession session, int times) {
    for (int i = 0; i < times; i++) {
      session.observe(Set.of(Signal.OUTPUT_SIMILARITY), TestGraphs.batch(1));
    }
  }

  private static void train(TrainingSession session, int steps) {
    TrainingStep step = new TrainingStep(TestGraphs.batch(1), 1e-4);
    session.train(
        Selection.all(MODEL.network()), Collections.nCopies(steps, step).iterator(), done -> {});
  }

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void runSession(BatchNormMode mode) {
    try (TrainingSession session =
        new OnednnEngine().open(MODEL, TestGraphs.settings(mode, 0.9, 0))) {
      epochs(session, 3);
    }
  }
}
