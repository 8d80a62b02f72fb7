package org.neuronbench.reports.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;

/** How much of each layer a strategy chose, epoch by epoch: the mean over its ok cells. */
public final class LayerShares {

  private LayerShares() {}

  /** Shares in [0, 1], layer by layer for the first epoch, then the next; empty if unknown. */
  public static List<Double> of(StrategyResult result, List<Integer> epochs) {
    List<CellRecord> cells = result.ok();
    if (cells.isEmpty() || !recorded(cells)) {
      return List.of();
    }
    List<Double> shares = new ArrayList<>();
    for (int epoch : epochs) {
      for (int layer = 0; layer < layers(cells); layer++) {
        shares.add(mean(cells, epoch, layer));
      }
    }
    return shares;
  }

  /** The means over these epochs, layer by layer; empty if unknown. */
  public static List<Double> meanOver(StrategyResult result, List<Integer> epochs) {
    List<Double> shares = of(result, epochs);
    int layers = epochs.isEmpty() ? 0 : shares.size() / epochs.size();
    return IntStream.range(0, layers)
        .mapToObj(layer -> everyNth(shares, layer, layers).average().orElse(0))
        .toList();
  }

  private static DoubleStream everyNth(List<Double> shares, int first, int step) {
    return IntStream.iterate(first, i -> i < shares.size(), i -> i + step).mapToDouble(shares::get);
  }

  private static int layers(List<CellRecord> cells) {
    return cells.get(0).layerNeurons().size();
  }

  private static boolean recorded(List<CellRecord> cells) {
    CellRecord first = cells.get(0);
    return cells.stream()
        .allMatch(
            cell ->
                cell.unit().equals(first.unit())
                    && cell.layerNeurons().equals(first.layerNeurons())
                    && cell.epochs().stream()
                        .allMatch(e -> e.selectedPerLayer().size() == layers(cells)));
  }

  private static double mean(List<CellRecord> cells, int epoch, int layer) {
    double sum = 0;
    for (CellRecord cell : cells) {
      sum += share(cell, epoch, layer);
    }
    return sum / cells.size();
  }

  private static double share(CellRecord cell, int epoch, int layer) {
    EpochRecord record = cell.epochs().get(epoch);
    int neurons = cell.layerNeurons().get(layer);
    return neurons == 0 ? 0 : (double) record.selectedPerLayer().get(layer) / neurons;
  }
}
