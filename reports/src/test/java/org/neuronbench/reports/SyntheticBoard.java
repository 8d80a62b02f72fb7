package org.neuronbench.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.PackedBits;
import org.neuronbench.core.results.Unit;
import org.neuronbench.reports.leaderboard.Leaderboard;
import org.neuronbench.reports.page.LeaderboardHtml;

/**
 * 2,000 made-up cells: 2 models of MobileNetV2's depth, 4 datasets, 5 budgets and 5 references; 9
 * strategies with 5 seeds, or 49 with one, which make as many results as cells. A few fail.
 */
public final class SyntheticBoard {

  public static final int CELLS = 2000;

  private static final int LAYERS = 52;
  private static final int LAYER_NEURONS = 328;
  private static final long NETWORK = 2_190_000;
  private static final int SEEDS = 5;
  private static final int VARIANTS = 40;
  private static final List<String> MODELS = List.of("mobilenetv2", "mobilenetv2-wide");
  private static final List<String> DATASETS = List.of("cifar10", "cifar100", "pets", "flowers");
  private static final List<String> BUDGETS = List.of("2.5%", "5%", "10%", "21.2%", "40%");
  private static final List<String> STRATEGIES =
      List.of(
          "velocity",
          "velocity-per-parameter",
          "velocity(mu=0.5, fill=skip)",
          "gradient-norm",
          "weight-norm",
          "weight-change",
          "random",
          "static-random",
          "sparse-update");
  private static final List<String> REFERENCES =
      List.of("full", "head-only", "last-block", "norm-only", "full(order=released)");

  private final Random random = new Random(6);
  private final int epochs;
  private final List<String> strategies;
  private final List<Chosen> pool;

  /** Encoding a set takes long, so that the cells share some. */
  private record Chosen(String text, List<Integer> perLayer) {}

  private SyntheticBoard(int epochs, List<String> strategies) {
    this.epochs = epochs;
    this.strategies = strategies;
    this.pool = IntStream.range(0, 64).mapToObj(i -> choose(0.02 + 0.4 * i / 64)).toList();
  }

  public static List<CellRecord> cells(int epochs) {
    return new SyntheticBoard(epochs, STRATEGIES).all(SEEDS);
  }

  /** As many cells, each the only one of a strategy with a long name. */
  public static List<CellRecord> cellsOfOneSeed(int epochs) {
    List<String> strategies = new ArrayList<>(STRATEGIES);
    IntStream.range(0, VARIANTS).mapToObj(SyntheticBoard::variant).forEach(strategies::add);
    return new SyntheticBoard(epochs, strategies).all(1);
  }

  /** As many cells of one model, dataset and budget. */
  public static List<CellRecord> cellsOfOneRanking(int epochs) {
    SyntheticBoard board = new SyntheticBoard(epochs, List.of());
    return IntStream.range(0, CELLS)
        .mapToObj(
            i ->
                board.cell(
                    MODELS.get(0), DATASETS.get(0), variant(i), "10%", 0.1, 0.4 + i * 1e-4, 0))
        .toList();
  }

  private static String variant(int i) {
    return "acme.momentum-and-taylor-saliency(beta=0.%d, warm-up=3, per-layer-minimum=2, order=descending)"
        .formatted(i);
  }

  private List<CellRecord> all(int seeds) {
    List<CellRecord> cells = new ArrayList<>();
    for (String model : MODELS) {
      for (String dataset : DATASETS) {
        for (int seed = 0; seed < seeds; seed++) {
          subject(cells, model, dataset, seed);
        }
      }
    }
    return cells;
  }

  /** Writes the page of 2,000 cells of so many epochs: {@code SyntheticBoard FILE EPOCHS}. */
  public static void main(String[] arguments) throws IOException {
    LeaderboardHtml.write(
        Path.of(arguments[0]), Leaderboard.of(cells(Integer.parseInt(arguments[1]))));
  }

  private void subject(List<CellRecord> cells, String model, String dataset, int seed) {
    for (int b = 0; b < BUDGETS.size(); b++) {
      for (int s = 0; s < strategies.size(); s++) {
        double share = Double.parseDouble(BUDGETS.get(b).replace("%", "")) / 100;
        double top1 =
            0.55 + 0.03 * b + 0.1 * s / strategies.size() + 0.02 * DATASETS.indexOf(dataset);
        String budget = BUDGETS.get(b);
        cells.add(cell(model, dataset, strategies.get(s), budget, share, top1, seed));
      }
    }
    for (int r = 0; r < REFERENCES.size(); r++) {
      double share = 1 - 0.2 * r;
      double top1 = 0.85 - 0.05 * r;
      cells.add(cell(model, dataset, REFERENCES.get(r), "unlimited", share, top1, seed));
    }
  }

  private CellRecord cell(
      String model,
      String dataset,
      String strategy,
      String budget,
      double share,
      double top1,
      int seed) {
    boolean fails = random.nextInt(200) == 0;
    int ran = fails ? epochs / 3 : epochs;
    return new CellRecord(
        CellRecord.SCHEMA,
        "%s_%s_%s_%s_s%d".formatted(model, dataset, strategy, budget, seed),
        "synthetic",
        fails ? CellStatus.DIVERGED : CellStatus.OK,
        fails ? "The loss became NaN in epoch %d; lower training.learning-rate".formatted(ran) : "",
        model,
        dataset,
        strategy,
        CellRecord.NO_METHOD,
        budget,
        "weights",
        Math.round(share * NETWORK),
        NETWORK,
        NETWORK,
        40_000L,
        seed,
        "a1b2c3",
        "output-channel",
        List.of(),
        IntStream.range(0, LAYERS).mapToObj(l -> "features.%d.conv".formatted(l)).toList(),
        Collections.nCopies(LAYERS, LAYER_NEURONS),
        IntStream.range(0, ran).mapToObj(epoch -> epoch(epoch, share, top1)).toList(),
        null,
        Map.of("harness-version", "0.1.0", "engine", "onednn", "cpu", "Example CPU", "threads", 2));
  }

  private EpochRecord epoch(int epoch, double share, double top1) {
    Chosen chosen = pool.get(random.nextInt(pool.size()));
    return counted(
        Epochs.of(
            epoch,
            0.05,
            1.5,
            top1 - 0.3 * Math.exp(-0.2 * epoch) + 0.01 * random.nextGaussian(),
            chosen.perLayer().stream().mapToInt(Integer::intValue).sum(),
            Math.round(share * NETWORK * (0.95 + 0.05 * random.nextDouble())),
            100 * (1 - share),
            40 * (1 - share),
            150_000_000L + Math.round(1e8 * share),
            10 + 5 * share + random.nextDouble(),
            0.01 * random.nextDouble(),
            0.4 * random.nextDouble(),
            2.0,
            chosen.perLayer(),
            chosen.text()),
        share);
  }

  /** Adds every other metric that is counted, with as many digits as real ones have. */
  private EpochRecord counted(EpochRecord epoch, double share) {
    Map<String, Number> values = new HashMap<>(epoch.values());
    for (Metric metric : Metrics.STANDARD.ofEpochs()) {
      if (metric.unit() == Unit.BYTES || metric.unit() == Unit.MACS) {
        values.putIfAbsent(metric.key(), Math.round(3e7 * share * (1 + random.nextDouble())));
      }
    }
    return new EpochRecord(
        epoch.epoch(), values, epoch.selectedPerLayer(), epoch.selectedNeurons());
  }

  private Chosen choose(double share) {
    BitSet set = new BitSet();
    List<Integer> perLayer = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      int first = layer * LAYER_NEURONS;
      for (int neuron = first; neuron < first + LAYER_NEURONS; neuron++) {
        set.set(neuron, random.nextDouble() < share);
      }
      perLayer.add(set.get(first, first + LAYER_NEURONS).cardinality());
    }
    return new Chosen(PackedBits.encode(set), perLayer);
  }
}
