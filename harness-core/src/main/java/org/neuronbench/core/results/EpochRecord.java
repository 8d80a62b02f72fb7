package org.neuronbench.core.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one epoch did and cost. A {@code null} was not measured.
 *
 * @param epoch from 0
 * @param learningRate of the epoch's last iteration
 * @param trainLoss mean cross-entropy over the epoch's training batches
 * @param testTop1 share of test images classified right, in [0, 1]
 * @param neuronsUpdated neurons selected
 * @param parametersUpdated their cost: what counts against the budget
 * @param flopsSavedPercent by the paper's rule: share of weight-gradient MACs of frozen neurons
 * @param executedMacsSavedPercent share of MACs the engine did not run, against updating all;
 *     {@code null} where the engine does not count
 * @param peakBytes most memory that activations and gradients took; {@code null} if not measured
 * @param trainSeconds wall time of training
 * @param selectSeconds wall time of the strategy's choice
 * @param observeSeconds wall time of measuring the strategy's signals
 * @param evaluateSeconds wall time of classifying the test split
 * @param selectedPerLayer neurons selected in each convolution, in network order
 */
public record EpochRecord(
    int epoch,
    double learningRate,
    double trainLoss,
    double testTop1,
    int neuronsUpdated,
    long parametersUpdated,
    double flopsSavedPercent,
    @Nullable Double executedMacsSavedPercent,
    @Nullable Long peakBytes,
    double trainSeconds,
    double selectSeconds,
    double observeSeconds,
    double evaluateSeconds,
    List<Integer> selectedPerLayer) {

  /** Copies the list. */
  public EpochRecord {
    selectedPerLayer = List.copyOf(selectedPerLayer);
  }
}
