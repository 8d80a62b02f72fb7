package org.neuronbench.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.MemoryParts;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.SavedActivations;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.CostModel;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/**
 * What a step keeps and takes, against what the cost model predicts: MobileNetV2 with frozen batch
 * norm at 128 px, under the budgets of Sparse Update's schemes.
 */
final class MemoryMeasurement {

  private static final int SIZE = 128;
  private static final List<String> SCHEMES = List.of("s1", "s3", "s5");
  private static final double KIB = 1024;

  private final Chooser chooser = new Chooser();
  private final PrintWriter out;

  MemoryMeasurement(PrintWriter out) {
    this.out = out;
  }

  void print() throws StrategyFailure {
    out.println(
        "MobileNetV2, frozen batch norm, 128 px; KiB; peak is of activations and gradients");
    out.println(
        Text.format(
            "%5s %5s %-16s %10s %10s %7s %10s %8s %10s %10s",
            "width",
            "batch",
            "selection",
            "predicted",
            "saved",
            "off %",
            "peak",
            "of full",
            "gradients",
            "workspace"));
    for (double width : new double[] {0.35, 1}) {
      for (int batch : new int[] {1, 32}) {
        print(width, batch);
      }
    }
  }

  private void print(double width, int batch) throws StrategyFailure {
    Model model =
        new ModelZoo()
            .load(new ModelRequest("mobilenet-v2", Optional.empty(), width, Head.REPLACED, SIZE));
    Network network = model.network().in(Unit.INPUT_CHANNEL);
    TrainingMeasurement full = train(model, batch, Selection.all(network));
    print(width, batch, "full", Selection.all(network), full, full);
    for (Row row : rows(network)) {
      print(width, batch, row.name, row.selection, train(model, batch, row.selection), full);
    }
  }

  private record Row(String name, Selection selection) {}

  private List<Row> rows(Network network) throws StrategyFailure {
    List<Row> rows = new ArrayList<>();
    for (String scheme : SCHEMES) {
      Selection published =
          chooser.choose(
              "sparse-update",
              Map.of("scheme", scheme, "unit", "input"),
              network,
              Budget.unlimited(network));
      Budget same =
          new Budget(CostModel.INPUT_CHANNEL_FP32, CostModel.INPUT_CHANNEL_FP32.cost(published));
      rows.add(new Row("sparse-update " + scheme, published));
      rows.add(new Row("trady " + scheme, chooser.choose("trady", Map.of(), network, same)));
    }
    return rows;
  }

  private static TrainingMeasurement train(Model model, int batch, Selection selection) {
    int[] labels = IntStream.range(0, batch).map(i -> i % 2).toArray();
    Batch images = new Batch(batch, SIZE, new byte[batch * SIZE * SIZE * 3], labels);
    SessionSettings settings =
        new SessionSettings(
            BatchNormMode.FROZEN,
            0,
            0,
            0,
            batch,
            Runtime.getRuntime().availableProcessors(),
            2,
            new RandomStream(1),
            selection.network().unit(),
            Set.of(),
            1,
            Precision.FLOAT32);
    try (TrainingSession session = new OnednnEngine().open(model, settings)) {
      return session.train(
          selection, Collections.singletonList(new TrainingStep(images, 0)).iterator(), done -> {});
    }
  }

  private void print(
      double width,
      int batch,
      String name,
      Selection selection,
      TrainingMeasurement measured,
      TrainingMeasurement full) {
    MemoryParts parts = Objects.requireNonNull(measured.memory());
    double predicted =
        new SavedActivations(selection.network(), batch, BatchNormMode.FROZEN, Precision.FLOAT32)
            .predict(selection);
    double peak = Objects.requireNonNull(measured.peakBytes());
    out.println(
        Text.format(
            "%5s %5d %-16s %,10.1f %,10.1f %+7.2f %,10.1f %8.3f %,10.1f %,10.1f",
            width,
            batch,
            name,
            predicted / KIB,
            parts.saved() / KIB,
            100 * (parts.saved() - predicted) / predicted,
            peak / KIB,
            peak / Objects.requireNonNull(full.peakBytes()),
            parts.gradients() / KIB,
            parts.workspace() / KIB));
  }
}
