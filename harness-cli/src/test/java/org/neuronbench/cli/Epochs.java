package org.neuronbench.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.EpochRecord;

/** Hand-made epochs, by the standard metrics in their order. */
public final class Epochs {

  private Epochs() {}

  public static EpochRecord of(
      int epoch,
      double rate,
      double loss,
      double top1,
      int neurons,
      long parameters,
      double flops,
      @Nullable Double executed,
      @Nullable Long peak,
      double train,
      double select,
      double observe,
      double evaluate,
      List<Integer> perLayer,
      @Nullable String chosen) {
    Map<String, Number> values =
        new HashMap<>(
            Map.of(
                "learningRate", rate,
                "trainLoss", loss,
                "testTop1", top1,
                "neuronsUpdated", neurons,
                "parametersUpdated", parameters,
                "flopsSavedPercent", flops,
                "trainSeconds", train,
                "selectSeconds", select,
                "observeSeconds", observe,
                "evaluateSeconds", evaluate));
    if (executed != null) {
      values.put("executedMacsSavedPercent", executed);
    }
    if (peak != null) {
      values.put("peakBytes", peak);
    }
    values.values().removeIf(value -> Double.isNaN(value.doubleValue()));
    return new EpochRecord(epoch, values, perLayer, chosen);
  }
}
