package org.neuronbench.models.pytorch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.ElementType;
import org.neuronbench.models.weights.Tensor;

/**
 * An array of NumPy as a pickle holds it: the bytes, and what they mean. Arrays may share their
 * bytes, so nothing is unpacked before it is known how much that would be.
 */
final class NumpyArray {

  /** NumPy's own default; a pickle makes an empty array first and fills it in afterwards. */
  private ElementType type = ElementType.F64;

  private List<Long> shape = List.of(0L);
  private byte[] bytes = new byte[0];

  /** Fills the array in, unless the bytes are not those of the shape. */
  void fill(ElementType newType, List<Long> newShape, byte[] newBytes) {
    long count = 1;
    for (long extent : newShape) {
      if (extent < 0) {
        throw new IllegalArgumentException(Text.format("an array has the shape %s", newShape));
      }
      count = Math.multiplyExact(count, extent);
    }
    if (Math.multiplyExact(count, newType.bytes()) != newBytes.length) {
      throw new IllegalArgumentException(
          Text.format(
              "an array of shape %s and type %s has %d bytes", newShape, newType, newBytes.length));
    }
    type = newType;
    shape = newShape;
    bytes = newBytes;
  }

  int count() {
    return bytes.length / type.bytes();
  }

  ElementType type() {
    return type;
  }

  Tensor tensor() {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.read(data, i);
    }
    return new Tensor(shape.stream().mapToLong(Long::longValue).toArray(), values, type);
  }
}
