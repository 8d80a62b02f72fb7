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
 * @param selectedNeurons which neurons, as {@link PackedBits} writes them; {@code null} in results
 *     written before this was recorded
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
    List<Integer> selectedPerLayer,
    @Nullable String selectedNeurons) {

  /** Copies the list. */
  public EpochRecord {
    selectedPerLayer = List.copyOf(selectedPerLayer);
  }

  /**
   * Makes a record that does not say which neurons were selected.
   *
   * @param epoch from 0
   * @param testTop1 share of test images classified right, in [0, 1]
   * @param executedMacsSavedPercent share of MACs the engine did not run, or {@code null}
   * @param peakBytes most memory that activations and gradients took, or {@code null}
   */
  public EpochRecord(
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
    this(
        epoch,
        learningRate,
        trainLoss,
        testTop1,
        neuronsUpdated,
        parametersUpdated,
        flopsSavedPercent,
        executedMacsSavedPercent,
        peakBytes,
        trainSeconds,
        selectSeconds,
        observeSeconds,
        evaluateSeconds,
        selectedPerLayer,
        null);
  }

  /**
   * Leaves out what differs from run to run on the same numbers: the wall times.
   *
   * @return a copy whose times are not a number, which reports show as not measured
   */
  public EpochRecord withoutTimes() {
    return new EpochRecord(
        epoch,
        learningRate,
        trainLoss,
        testTop1,
        neuronsUpdated,
        parametersUpdated,
        flopsSavedPercent,
        executedMacsSavedPercent,
        peakBytes,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        selectedPerLayer,
        selectedNeurons);
  }
}
