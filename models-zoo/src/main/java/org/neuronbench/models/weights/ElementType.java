package org.neuronbench.models.weights;

import java.nio.ByteBuffer;

/** How a number of a weight file is stored; named as safetensors names it. */
public enum ElementType {
  /** IEEE 754, 64 bits. */
  F64(8, false) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return (float) bytes.getDouble(at);
    }
  },
  /** IEEE 754, 32 bits: what networks hold here. */
  F32(4, true) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  /** IEEE 754, 16 bits. */
  F16(2, true) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return HalfFloat.toFloat(bytes.getShort(at));
    }
  },
  /** The upper half of an {@link #F32}. */
  BF16(2, true) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE);
    }
  },
  /** Signed, 64 bits. */
  I64(8, false) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.getLong(at);
    }
  },
  /** Signed, 32 bits. */
  I32(4, false) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.getInt(at);
    }
  },
  /** Signed, 16 bits. */
  I16(2, true) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.getShort(at);
    }
  },
  /** Signed, 8 bits. */
  I8(1, true) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.get(at);
    }
  },
  /** Unsigned, 8 bits. */
  U8(1, true) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return Byte.toUnsignedInt(bytes.get(at));
    }
  },
  /** A byte that is 0 or 1. */
  BOOL(1, true) {
    @Override
    float value(ByteBuffer bytes, int at) {
      return bytes.get(at) == 0 ? 0 : 1;
    }
  };

  private final int bytes;
  private final boolean exact;

  ElementType(int bytes, boolean exact) {
    this.bytes = bytes;
    this.exact = exact;
  }

  /** Returns what a number takes in a file, in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * Tells whether every number of this type is a 32-bit float too; others are rounded to one; false
   * for F64, I64 and I32.
   */
  public boolean exact() {
    return exact;
  }

  /**
   * Reads one number, as a 32-bit float, rounded to nearest where it is not one.
   *
   * @param data in the file's byte order
   * @param index of the number, not of its first byte
   */
  public float read(ByteBuffer data, int index) {
    return value(data, index * bytes);
  }

  abstract float value(ByteBuffer bytes, int at);
}
