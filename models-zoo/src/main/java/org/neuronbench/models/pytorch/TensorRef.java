package org.neuronbench.models.pytorch;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.Tensor;

/** A view of a storage, as the file claims it: nothing here is checked yet. */
record TensorRef(StorageRef storage, long offset, List<Long> shape, List<Long> strides) {

  private static final int MOST_AXES = 8;

  TensorRef {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** Checks that every number of the view lies in its storage, and counts them. */
  int checkedCount() {
    require(shape.size() <= MOST_AXES, "it has %d axes", shape.size());
    require(shape.size() == strides.size(), "its shape %s has strides %s", shape, strides);
    require(
        offset >= 0 && storage.count() >= 0 && noneNegative(shape) && noneNegative(strides),
        "an extent is negative: offset %d, shape %s, strides %s",
        offset,
        shape,
        strides);
    try {
      return checkedLast();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(Text.format("its shape %s overflows", shape), e);
    }
  }

  private int checkedLast() {
    long count = 1;
    long last = offset;
    for (int axis = 0; axis < shape.size(); axis++) {
      count = Math.multiplyExact(count, (long) shape.get(axis));
      last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
    }
    require(
        count == 0 || last < storage.count(),
        "shape %s, strides %s from %d reach number %d of a storage of %d",
        shape,
        strides,
        offset,
        last,
        storage.count());
    return Math.toIntExact(count);
  }

  private static boolean noneNegative(List<Long> extents) {
    return extents.stream().allMatch(e -> e >= 0);
  }

  @FormatMethod
  private static void require(
      boolean holds, @FormatString String otherwise, @Nullable Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(Text.format(otherwise, values));
    }
  }

  long[] extents() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** Lists the place of every number in the storage, in C order; call after checking. */
  int[] places() {
    return Tensor.places(extents(), strides.stream().mapToLong(Long::longValue).toArray(), offset);
  }

  boolean contiguous() {
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1 && strides.get(axis) != expected) {
        return false;
      }
      expected *= Math.max(1, shape.get(axis));
    }
    return true;
  }

  @Override
  public String toString() {
    return "tensor " + Arrays.toString(extents());
  }
}
