package org.neuronbench.engine.onednn;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

  private Value(Part part, @Nullable Extent extent) {
    this.part = part;
    this.extent = extent;
  }

  /** A map of every image, going forward. */
  static Value activation(Extent extent) {
    return new Value(Part.ACTIVATION, extent);
  }

  /** The gradient of such a map. */
  static Value gradient(Extent extent) {
    return new Value(Part.GRADIENT, extent);
  }

  /** Something else, whose size the operation that writes it knows. */
  static Value of(Part part) {
    return new Value(part, null);
  }

  Part part() {
    return part;
  }

  Extent extent() {
    return Objects.requireNonNull(extent);
  }
}
