package org.neuronbench.models.weights;

import java.util.Arrays;
import org.neuronbench.core.Text;

/**
 * An array of 32-bit floats in C order, of no extents if a scalar, and how its file stores them.
 */
public record Tensor(long[] shape, float[] values, ElementType type) {

  public Tensor {
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count != values.length) {
      throw new IllegalArgumentException(
          Text.format(
              "Shape %s needs %d values, not %d", Arrays.toString(shape), count, values.length));
    }
  }

  public Tensor(long[] shape, float[] values) {
    this(shape, values, ElementType.F32);
  }

  /**
   * Copies with other axes: for each axis of the result, the one of this tensor it is taken from.
   */
  public Tensor permuted(int... axes) {
    int rank = shape.length;
    long[] extents = new long[rank];
    int[] steps = new int[rank];
    for (int i = 0; i < rank; i++) {
      extents[i] = shape[axes[i]];
      steps[i] = stride(axes[i]);
    }
    float[] moved = new float[values.length];
    int[] index = new int[rank];
    int from = 0;
    for (int to = 0; to < moved.length; to++) {
      moved[to] = values[from];
      for (int axis = rank - 1; axis >= 0; axis--) {
        from += steps[axis];
        if (++index[axis] < extents[axis]) {
          break;
        }
        from -= steps[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return new Tensor(extents, moved, type);
  }

  private int stride(int axis) {
    int stride = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      stride *= (int) shape[i];
    }
    return stride;
  }

  /** Returns the first value that is no number or infinite: its index, -1 if there is none. */
  public int firstNotFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
