package org.neuronbench.models.weights;

import java.util.Arrays;

/**
 * A named array of 32-bit floats, rows last (C order).
 *
 * @param shape extents; empty for a scalar
 * @param values as many as the product of the extents
 */
public record Tensor(long[] shape, float[] values) {

  /** Checks that shape and values agree. */
  public Tensor {
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count != values.length) {
      throw new IllegalArgumentException(
          "Shape %s needs %d values, not %d"
              .formatted(Arrays.toString(shape), count, values.length));
    }
  }
}
