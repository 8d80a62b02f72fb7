package org.neuronbench.core.results;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one epoch did and cost.
 *
 * @param epoch from 0
 * @param values what was measured, by {@link Metric#key}; what was not is absent
 * @param selectedPerLayer neurons selected in each convolution, in network order
 * @param selectedNeurons which neurons, as {@link PackedBits} writes them; {@code null} in results
 *     written before this was recorded
 */
public record EpochRecord(
    int epoch,
    @JsonAnyGetter Map<String, Number> values,
    List<Integer> selectedPerLayer,
    @Nullable String selectedNeurons) {

  /** What the keys begin with of what methods measured. */
  public static final String MEASURE = "method.";

  /** Copies the collections; whole numbers become {@code Long}, others {@code Double}. */
  public EpochRecord {
    Map<String, Number> same = new TreeMap<>();
    values.forEach((key, value) -> same.put(key, plain(value)));
    values = Collections.unmodifiableMap(same);
    selectedPerLayer = List.copyOf(selectedPerLayer);
  }

  private static Number plain(Number value) {
    return value instanceof Integer || value instanceof Long
        ? (Number) value.longValue()
        : (Number) value.doubleValue();
  }

  /** Reads an epoch of a file; what is no number is of another version. */
  @JsonCreator
  static EpochRecord read(
      @JsonProperty("epoch") int epoch,
      @JsonProperty("selectedPerLayer") List<Integer> selectedPerLayer,
      @JsonProperty("selectedNeurons") @Nullable String selectedNeurons,
      @JsonAnySetter Map<String, Object> others) {
    Map<String, Number> values = new TreeMap<>();
    others.forEach(
        (key, value) -> {
          if (value instanceof Number number) {
            values.put(key, number);
          }
        });
    return new EpochRecord(epoch, values, selectedPerLayer, selectedNeurons);
  }

  /** Returns what was measured; empty if it was not. */
  public OptionalDouble value(Metric metric) {
    Number value = values.get(metric.key());
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
  }

  /** Returns what was measured; not a number if it was not. */
  public double valueOrNan(Metric metric) {
    return value(metric).orElse(Double.NaN);
  }

  /** Leaves out what differs from run to run on the same numbers: the wall times. */
  public EpochRecord withoutTimes() {
    Map<String, Number> timeless = new TreeMap<>(values);
    timeless.keySet().removeIf(Metric::isTime);
    return new EpochRecord(epoch, timeless, selectedPerLayer, selectedNeurons);
  }
}
