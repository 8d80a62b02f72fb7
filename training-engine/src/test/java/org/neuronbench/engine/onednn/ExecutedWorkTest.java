package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.TestGraphs;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Selection;

/** The engine does the work that a selection needs, and no other. */
class ExecutedWorkTest {

  private static final GraphModel MODEL = TestGraphs.model(3, 1, true, false);

  private static TrainingMeasurement train(Selection selection, BatchNormMode mode) {
    try (TrainingSession session =
        new OnednnEngine().open(MODEL, TestGraphs.settings(mode, 0, 0))) {
      return session.train(selection, TestGraphs.step(1, 0.01), done -> {});
    }
  }

  private static ConvolutionLayer layer(String name) {
    return MODEL.network().layers().stream()
        .filter(l -> l.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Selection all(String name) {
    ConvolutionLayer layer = layer(name);
    return Selection.of(
        MODEL.network(),
        IntStream.range(0, layer.neurons()).map(i -> layer.firstNeuron() + i).toArray());
  }

  @Test
  void nothingSelectedAndFrozenBatchNormRunsForwardOnly() {
    Network network = MODEL.network();
    TrainingMeasurement none = train(Selection.none(network), BatchNormMode.FROZEN);
    assertThat(none.executedMacs()).isEqualTo(network.macs());
  }

  @Test
  void everythingSelectedRunsAllButTheGradientOfTheImages() {
    Network network = MODEL.network();
    TrainingMeasurement full = train(Selection.all(network), BatchNormMode.TRAIN);
    assertThat(full.executedMacs()).isEqualTo(3 * network.macs() - layer("stem").macs());
    assertThat(full.executedMacs()).isEqualTo(full.fullMacs());
  }

  @Test
  void aLayerInTheMiddleRunsInputGradientsAboveItOnly() {
    Network network = MODEL.network();
    TrainingMeasurement middle = train(all("middle"), BatchNormMode.FROZEN);
    long above = layer("project").macs() + layer("last").macs();
    assertThat(middle.executedMacs()).isEqualTo(network.macs() + above + layer("middle").macs());
  }

  @Test
  void fewChannelsRunOnABlockOfSixteen() {
    GraphModel model = TestGraphs.model(3, 1, false, false);
    Network network = model.network();
    ConvolutionLayer middle = network.layers().get(2);
    Selection two = Selection.of(network, middle.firstNeuron() + 1, middle.firstNeuron() + 40);
    try (TrainingSession session =
        new OnednnEngine().open(model, TestGraphs.settings(BatchNormMode.FROZEN, 0, 0))) {
      long above = network.layers().get(3).macs() + network.layers().get(4).macs();
      assertThat(session.train(two, TestGraphs.step(1, 0.01), done -> {}).executedMacs())
          .isEqualTo(network.macs() + above + 16 * middle.macsPerNeuron());
    }
  }

  @Test
  void lessSelectedTakesLessMemory() {
    long full = train(Selection.all(MODEL.network()), BatchNormMode.TRAIN).peakBytes();
    long last = train(all("last"), BatchNormMode.FROZEN).peakBytes();
    assertThat(last).isLessThan(full / 2);
  }

  @Test
  void residentMemoryIsFlatOverTwoThousandSteps() throws IOException {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/statm")), "needs /proc");
    try (TrainingSession session =
        new OnednnEngine().open(MODEL, TestGraphs.settings(BatchNormMode.TRAIN, 0, 0))) {
      steps(session, 200);
      long before = residentPages();
      steps(session, 1000);
      steps(session, 1000);
      assertThat((residentPages() - before) * 4096L).isLessThan(48L << 20);
    }
  }

  private static void steps(TrainingSession session, int count) {
    Iterator<TrainingStep> steps =
        Stream.generate(() -> new TrainingStep(TestGraphs.batch(1), 1e-4)).limit(count).iterator();
    session.train(Selection.all(MODEL.network()), steps, done -> {});
  }

  private static long residentPages() throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
  }
}
