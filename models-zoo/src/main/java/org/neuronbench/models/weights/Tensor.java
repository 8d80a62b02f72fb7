package org.neuronbench.models.weights;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.neuronbench.core.Text;

/** An array of 32-bit floats in C order, without extents if a scalar, and its type in a file. */
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

  /** Copies with other axes: for each of the result, the one of this tensor that it is. */
  public Tensor permuted(int... axes) {
    long[] extents = Arrays.stream(axes).mapToLong(axis -> shape[axis]).toArray();
    long[] steps = Arrays.stream(axes).mapToLong(this::stride).toArray();
    int[] places = places(extents, steps, 0);
    float[] moved = new float[values.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = values[places[i]];
    }
    return new Tensor(extents, moved, type);
  }

  private long stride(int axis) {
    return Arrays.stream(shape, axis + 1, shape.length).reduce(1, (a, b) -> a * b);
  }

  /** Lists where the numbers of a view lie, in C order: by its extents, steps and first place. */
  public static int[] places(long[] extents, long[] steps, long first) {
    int[] places = new int[(int) Arrays.stream(extents).reduce(1, (a, b) -> a * b)];
    long[] index = new long[extents.length];
    long place = first;
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) place;
      for (int axis = extents.length - 1; axis >= 0; axis--) {
        place += steps[axis];
        if (++index[axis] < extents[axis]) {
          break;
        }
        place -= steps[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return places;
  }

  /** Computes a tensor of this shape from the indices of its values. */
  public Tensor with(IntToDoubleFunction value) {
    float[] computed = new float[values.length];
    for (int i = 0; i < computed.length; i++) {
      computed[i] = (float) value.applyAsDouble(i);
    }
    return new Tensor(shape, computed);
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
