package org.neuronbench.models.weights;

import java.util.Arrays;
import org.neuronbench.core.Text;

/**
 * A named array of 32-bit floats, rows last (C order).
 *
 * @param shape extents; empty for a scalar
 * @param values as many as the product of the extents
 * @param type how the file stores them; {@link ElementType#F32} where there is no file
 */
public record Tensor(long[] shape, float[] values, ElementType type) {

  /** Checks that shape and values agree. */
  public Tensor {
    long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (count != values.length) {
      throw new IllegalArgumentException(
          Text.format(
              "Shape %s needs %d values, not %d", Arrays.toString(shape), count, values.length));
    }
  }

  /**
   * Creates a tensor of 32-bit floats.
   *
   * @param shape extents; empty for a scalar
   */
  public Tensor(long[] shape, float[] values) {
    this(shape, values, ElementType.F32);
  }

  /**
   * Exchanges axes.
   *
   * @param axes for each axis of the result, the axis of this tensor it is taken from
   * @return a copy in C order
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
