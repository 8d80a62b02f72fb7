package org.neuronbench.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.Selections;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/**
 * What another selection in every step costs over one that is held: blocks of steps of each in
 * turn, so that a change of the machine's speed meets all alike.
 */
final class ReselectionMeasurement {

  private static final int SIZE = 96;
  private static final int BATCH = 32;
  private static final int STEPS = 12;
  private static final double SHARE = 0.05;
  private static final double MILLIS = 1e-6;

  private final BenchSettings settings;
  private final PrintWriter out;
  private final int repeats;

  ReselectionMeasurement(BenchSettings settings, PrintWriter out, int repeats) {
    this.settings = settings;
    this.out = out;
    this.repeats = repeats;
  }

  void print() throws StrategyFailure {
    out.println(
        "MobileNetV2, frozen batch norm, 96 px, batch 32, input channels at a twentieth of the memory;"
            + " ms a step, medians of blocks in turn");
    Model model =
        new ModelZoo()
            .load(new ModelRequest("mobilenet-v2", Optional.empty(), 1, Head.REPLACED, SIZE));
    Network network = model.network().in(Unit.INPUT_CHANNEL);
    List<Selection> drawn = drawn(network);
    SessionSettings session =
        new SessionSettings(
            BatchNormMode.FROZEN,
            0,
            0,
            0,
            BATCH,
            settings.threads,
            2,
            new RandomStream(1),
            Unit.INPUT_CHANNEL,
            Set.of(),
            1,
            Precision.FLOAT32);
    try (TrainingSession trained = new OnednnEngine().open(model, session)) {
      List<Selections> contestants =
          List.of(
              step -> drawn.get(0),
              step -> shifted(drawn.get(0), step + 1),
              step -> drawn.get(step % drawn.size()));
      measure(trained, contestants);
    }
  }

  private static List<Selection> drawn(Network network) throws StrategyFailure {
    Budget budget =
        new Budget(
            CostModel.INPUT_CHANNEL_FP32,
            (long) (SHARE * CostModel.INPUT_CHANNEL_FP32.total(network)));
    GuardedStrategy trady = new Chooser().start("trady", Map.of(), network, budget);
    List<Selection> drawn = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      drawn.add(trady.select(i, STEPS, Observations.none()));
    }
    return drawn;
  }

  /** As many channels of every layer, others. */
  private static Selection shifted(Selection selection, int by) {
    return Selection.of(
        selection.network(),
        selection.network().layers().stream()
            .flatMapToInt(
                layer ->
                    selection
                        .neuronsIn(layer)
                        .map(
                            n ->
                                layer.firstNeuron()
                                    + (n - layer.firstNeuron() + by) % layer.neurons()))
            .toArray());
  }

  private void measure(TrainingSession session, List<Selections> contestants) {
    double[][] times = new double[contestants.size()][repeats];
    contestants.forEach(selections -> millis(session, selections)); // compiles, and warms up
    contestants.forEach(selections -> millis(session, selections));
    for (int r = 0; r < repeats; r++) {
      for (int c = 0; c < times.length; c++) {
        times[c][r] = millis(session, contestants.get(c));
      }
    }
    List<String> names = List.of("held", "as many of every layer", "drawn anew (trady)");
    for (int c = 0; c < times.length; c++) {
      double[] ratios = new double[repeats];
      for (int r = 0; r < repeats; r++) {
        ratios[r] = times[c][r] / times[0][r];
      }
      out.println(
          Text.format(
              "%-24s %7.2f ms, %+.1f %% over held (median of %d pairs)",
              names.get(c), median(times[c]), 100 * (median(ratios) - 1), repeats));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double millis(TrainingSession session, Selections selections) {
    int[] labels = IntStream.range(0, BATCH).map(i -> i % 2).toArray();
    Batch images = new Batch(BATCH, SIZE, new byte[BATCH * SIZE * SIZE * 3], labels);
    long start = System.nanoTime();
    session.train(
        selections,
        Collections.nCopies(STEPS, new TrainingStep(images, 1e-4)).iterator(),
        done -> {});
    return (System.nanoTime() - start) * MILLIS / STEPS;
  }
}
