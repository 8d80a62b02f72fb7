package org.neuronbench.engine.onednn;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;

/** What one operation of a graph writes and others read. Compared by identity. */
final class Value {

  /** What a value is, for the account of memory. */
  enum Part {
    ACTIVATION,
    GRADIENT,
    WORKSPACE
  }

  private final Part part;
  private final @Nullable Extent extent;
  private final Precision precision;

  private Value(Part part, @Nullable Extent extent, Precision precision) {
    this.part = part;
    this.extent = extent;
    this.precision = precision;
  }

  /** A map of every image, going forward. */
  static Value activation(Extent extent, Precision precision) {
    return new Value(Part.ACTIVATION, extent, precision);
  }

  /** Another map of the same size and precision, going forward. */
  static Value like(Value map) {
    return activation(map.extent(), map.precision);
  }

  /** The gradient of such a map. */
  static Value gradient(Value of) {
    return new Value(Part.GRADIENT, of.extent(), of.precision);
  }

  /** Some channels of the gradient of a map. */
  static Value gradient(Value of, int channels) {
    Extent all = of.extent();
    return new Value(Part.GRADIENT, new Extent(channels, all.height(), all.width()), of.precision);
  }

  /** Something else, whose size the operation that writes it knows. */
  static Value of(Part part) {
    return new Value(part, null, Precision.FLOAT32);
  }

  /** Part of a map, whose size the operation that writes it knows. */
  static Value partOf(Value map) {
    return new Value(Part.ACTIVATION, null, map.precision);
  }

  Precision precision() {
    return precision;
  }

  Part part() {
    return part;
  }

  Extent extent() {
    return Objects.requireNonNull(extent);
  }
}
