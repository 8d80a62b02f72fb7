package org.neuronbench.models.weights;

/** IEEE 754 binary16, which the JDK reads from version 20 on. */
final class HalfFloat {

  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int EXPONENT = 0x1f;
  private static final int BIAS_DIFFERENCE = 127 - 15;
  private static final int FLOAT_FRACTION_BITS = 23;
  private static final float SMALLEST_SUBNORMAL = 0x1p-24f;

  private HalfFloat() {}

  /** Every half is a float, so nothing is rounded; a NaN keeps its payload. */
  static float toFloat(short half) {
    int sign = (half & 0x8000) << Short.SIZE;
    int exponent = half >> FRACTION_BITS & EXPONENT;
    int fraction = half & FRACTION;
    if (exponent == 0) {
      float magnitude = fraction * SMALLEST_SUBNORMAL;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == EXPONENT ? 0xff : exponent + BIAS_DIFFERENCE;
    return Float.intBitsToFloat(
        sign | widened << FLOAT_FRACTION_BITS | fraction << (FLOAT_FRACTION_BITS - FRACTION_BITS));
  }
}
