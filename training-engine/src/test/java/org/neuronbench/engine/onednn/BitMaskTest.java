package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.spi.RandomStream;

/** A gradient passes strictly between the bounds, in blocks of any length and on two threads. */
class BitMaskTest {

  /** The smallest that bfloat16 tells from zero. */
  private static final float SMALLEST = Float.intBitsToFloat(1 << 16);

  /** Values in memory as an engine has them: bfloat16 is the upper half of a float. */
  private record Stored(ByteBuffer bytes, Precision precision) {

    static Stored of(float[] values, Precision precision) {
      int longs = (values.length * precision.bytes() + Long.BYTES - 1) / Long.BYTES;
      ByteBuffer bytes = ByteBuffer.allocate(longs * Long.BYTES).order(ByteOrder.nativeOrder());
      Stored stored = new Stored(bytes, precision);
      for (int i = 0; i < values.length; i++) {
        if (precision == Precision.FLOAT32) {
          bytes.putFloat(i * Float.BYTES, values[i]);
        } else {
          bytes.putShort(i * Short.BYTES, (short) (Float.floatToRawIntBits(values[i]) >>> 16));
        }
      }
      return stored;
    }

    float value(int index) {
      return precision == Precision.FLOAT32
          ? bytes.getFloat(index * Float.BYTES)
          : Float.intBitsToFloat(bytes.getShort(index * Short.BYTES) << 16);
    }

    LongBuffer longs() {
      return bytes.asLongBuffer();
    }
  }

  private static float[] outputs(int count, float limit) {
    RandomStream random = new RandomStream(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      float value = (float) random.nextGaussian() * 4;
      values[i] = i % 7 == 0 ? SMALLEST : Math.min(Math.max(value, 0), limit);
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, FLOAT32, 1",
    "RELU6, FLOAT32, 31",
    "RELU6, FLOAT32, 33",
    "RELU, FLOAT32, 8191",
    "RELU6, FLOAT32, 8193",
    "RELU6, FLOAT32, 50000",
    "RELU, BFLOAT16, 1",
    "RELU6, BFLOAT16, 63",
    "RELU, BFLOAT16, 8191",
    "RELU6, BFLOAT16, 50001"
  })
  void gradientsPassBetweenTheBounds(Activation activation, Precision precision, int count) {
    float limit = activation == Activation.RELU6 ? 6 : Float.MAX_VALUE;
    Stored outputs = Stored.of(outputs(count, limit), precision);
    BitMask mask = new BitMask(activation, precision, count, 2);
    LongBuffer words = LongBuffer.allocate((int) BitMask.bytes(count, precision) / Long.BYTES);
    mask.pack(outputs.longs(), words);
    Stored before = Stored.of(gradients(count), precision);
    Stored gradient = Stored.of(gradients(count), precision);
    mask.apply(words, gradient.longs(), gradient.longs());
    for (int i = 0; i < count; i++) {
      boolean passes = outputs.value(i) > 0 && outputs.value(i) < limit;
      assertThat(gradient.value(i)).isEqualTo(passes ? before.value(i) : 0);
    }
  }

  private static float[] gradients(int count) {
    RandomStream random = new RandomStream(count + 1L);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "64, 8", "65, 16", "4096, 512"})
  void aBitForEachValue(int count, long bytes) {
    assertThat(BitMask.bytes(count, Precision.FLOAT32)).isEqualTo(bytes);
    assertThat(BitMask.bytes(count, Precision.BFLOAT16)).isEqualTo(bytes);
  }
}
