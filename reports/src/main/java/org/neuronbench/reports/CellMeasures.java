package org.neuronbench.reports;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.EpochRecord;

/** What one cell measured; empty where it measured nothing, never 0. */
record CellMeasures(CellRecord cell) {

  OptionalDouble finalTop1() {
    EpochRecord last = cell.lastEpoch();
    return last == null ? OptionalDouble.empty() : finite(last.testTop1());
  }

  OptionalDouble bestTop1() {
    return cell.epochs().stream().mapToDouble(EpochRecord::testTop1).filter(Double::isFinite).max();
  }

  OptionalDouble parametersUpdated() {
    return cell.mean(EpochRecord::parametersUpdated);
  }

  OptionalDouble flopsSavedPercent() {
    return meanOfMeasured(EpochRecord::flopsSavedPercent);
  }

  OptionalDouble executedMacsSavedPercent() {
    return meanOfMeasured(EpochRecord::executedMacsSavedPercent);
  }

  OptionalDouble trainSeconds() {
    return total(EpochRecord::trainSeconds);
  }

  OptionalDouble selectSeconds() {
    return total(EpochRecord::selectSeconds);
  }

  OptionalDouble observeSeconds() {
    return total(EpochRecord::observeSeconds);
  }

  OptionalDouble evaluateSeconds() {
    return total(EpochRecord::evaluateSeconds);
  }

  OptionalLong peakBytes() {
    return cell.epochs().stream()
        .map(EpochRecord::peakBytes)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max();
  }

  private OptionalDouble total(ToDoubleFunction<EpochRecord> quantity) {
    return cell.epochs().isEmpty() ? OptionalDouble.empty() : finite(cell.total(quantity));
  }

  private OptionalDouble meanOfMeasured(Function<EpochRecord, @Nullable Double> quantity) {
    return cell.epochs().stream()
        .map(quantity)
        .filter(value -> value != null && Double.isFinite(value))
        .mapToDouble(Double::doubleValue)
        .average();
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  OptionalLong parametersOutsideBudget() {
    Long count = cell.parametersOutsideBudget();
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }
}
