package org.neuronbench.benchmarks;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/** What a step costs when only some channels of error maps travel on, over one where all do. */
final class ErrorsMeasurement {

  private static final int SIZE = 32;

  /** As He et al. and Wu et al. train on CIFAR. */
  private static final int BATCH = 128;

  private static final int STEPS = 3;
  private static final int WARM_UP = 4;
  private static final double KEEP = 0.6;
  private static final double MILLIS = 1e-6;

  private final BenchSettings settings;
  private final PrintWriter out;
  private final int repeats;

  ErrorsMeasurement(BenchSettings settings, PrintWriter out, int repeats) {
    this.settings = settings;
    this.out = out;
    this.repeats = repeats;
  }

  void print() throws StrategyFailure {
    Model model =
        new ModelZoo()
            .load(new ModelRequest("cifar-resnet-18", Optional.empty(), 1, Head.REPLACED, SIZE));
    out.println(
        Text.format(
            "ResNet18 for CIFAR, width 64, all neurons, batch %d, error-map-pruning keep %s; ms a"
                + " step, blocks of %d steps in turn",
            BATCH, KEEP, STEPS));
    Selection all = Selection.all(model.network());
    ErrorFlow flow =
        new Chooser().errors("error-map-pruning", Map.of("keep", KEEP), model.network());
    try (TrainingSession whole = open(model, ErrorFlow.WHOLE);
        TrainingSession pruned = open(model, flow)) {
      List<TrainingSession> both = List.of(whole, pruned);
      for (int i = 0; i < WARM_UP; i++) { // compiles, and warms up
        both.forEach(session -> train(session, all));
      }
      double[][] times = new double[2][repeats];
      TrainingMeasurement[] last = new TrainingMeasurement[2];
      for (int r = 0; r < repeats; r++) {
        for (int c = 0; c < 2; c++) {
          long start = System.nanoTime();
          last[c] = train(both.get(c), all);
          times[c][r] = (System.nanoTime() - start) * MILLIS / STEPS;
        }
      }
      long forward = model.network().layers().stream().mapToLong(ConvolutionLayer::macs).sum();
      print(times, last, forward);
    }
  }

  private void print(double[][] times, TrainingMeasurement[] last, long forward) {
    double[] ratios =
        IntStream.range(0, repeats).mapToDouble(r -> times[1][r] / times[0][r]).toArray();
    double backward = executed(last[0]) - forward;
    out.println(
        Text.format(
            "whole %.1f ms, pruned %.1f ms: %.1f %% saved (median of %d pairs)",
            median(times[0]), median(times[1]), 100 * (1 - median(ratios)), repeats));
    out.println(
        Text.format(
            "backward MACs of an image: whole %.1f M, pruned %.1f M: %.1f %% saved",
            backward / 1e6,
            (executed(last[1]) - forward) / 1e6,
            100 * (executed(last[0]) - executed(last[1])) / backward));
  }

  private static double executed(TrainingMeasurement measurement) {
    return measurement.executedMacs() == null ? Double.NaN : measurement.executedMacs();
  }

  private TrainingSession open(Model model, ErrorFlow flow) {
    SessionSettings session =
        new SessionSettings(
            BatchNormMode.TRAIN, 0, 0, 0, BATCH, settings.threads, 10, new RandomStream(1));
    return new OnednnEngine().open(model, session.learning(0, flow));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static TrainingMeasurement train(TrainingSession session, Selection all) {
    RandomStream random = new RandomStream(1);
    byte[] pixels = new byte[BATCH * SIZE * SIZE * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    int[] labels = IntStream.range(0, BATCH).map(i -> i % 10).toArray();
    Batch images = new Batch(BATCH, SIZE, pixels, labels);
    return session.train(
        all, Collections.nCopies(STEPS, new TrainingStep(images, 1e-3)).iterator(), done -> {});
  }
}
