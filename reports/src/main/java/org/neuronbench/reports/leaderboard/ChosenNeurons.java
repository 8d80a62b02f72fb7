package org.neuronbench.reports.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.PackedBits;

/**
 * The neurons that a cell updated.
 *
 * @param seed of the cell
 * @param unit what they are, such as {@code output-channel}
 * @param epochs a set for each epoch
 */
record ChosenNeurons(long seed, String unit, List<NeuronSet> epochs) {

  /** Reads them; empty if the cell did not record them in every epoch, or they are damaged. */
  static Optional<ChosenNeurons> of(CellRecord cell) {
    int neurons = cell.layerNeurons().stream().mapToInt(Integer::intValue).sum();
    List<NeuronSet> epochs = new ArrayList<>();
    for (EpochRecord epoch : cell.epochs()) {
      String text = epoch.selectedNeurons();
      if (text == null) {
        return Optional.empty();
      }
      try {
        epochs.add(NeuronSet.of(PackedBits.decode(text, neurons)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new ChosenNeurons(cell.seed(), cell.unit(), epochs));
  }
}
