package org.neuronbench.models.weights;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;

/** How a number of a weight file is stored; named as safetensors names it. */
public enum ElementType {
  F64(8, false, (bytes, at) -> (float) bytes.getDouble(at)),
  F32(4, true, ByteBuffer::getFloat),
  F16(2, true, (bytes, at) -> HalfFloat.toFloat(bytes.getShort(at))),
  /** The upper half of an {@link #F32}. */
  BF16(2, true, (bytes, at) -> Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE)),
  I64(8, false, ByteBuffer::getLong),
  I32(4, false, ByteBuffer::getInt),
  I16(2, true, ByteBuffer::getShort),
  I8(1, true, ByteBuffer::get),
  U8(1, true, (bytes, at) -> Byte.toUnsignedInt(bytes.get(at))),
  /** A byte that is 0 or 1. */
  BOOL(1, true, (bytes, at) -> bytes.get(at) == 0 ? 0 : 1);

  /** Reads the number at a byte. */
  @Immutable
  private interface Reading {
    float at(ByteBuffer bytes, int at);
  }

  private final int bytes;
  private final boolean exact;
  private final Reading reading;

  ElementType(int bytes, boolean exact, Reading reading) {
    this.bytes = bytes;
    this.exact = exact;
    this.reading = reading;
  }

  public int bytes() {
    return bytes;
  }

  /** Tells whether every number of this type is a 32-bit float too; others are rounded to one. */
  public boolean exact() {
    return exact;
  }

  /** Reads the index-th number as a 32-bit float, rounded to nearest where it is not one. */
  public float read(ByteBuffer data, int index) {
    return reading.at(data, index * bytes);
  }
}
