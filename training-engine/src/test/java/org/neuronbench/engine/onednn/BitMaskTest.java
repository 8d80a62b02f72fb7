package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.spi.RandomStream;

/** A gradient passes strictly between the bounds, in blocks of any length and on two threads. */
class BitMaskTest {

  private static LongBuffer pairs(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate((values.length + 1) / 2 * Long.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    return bytes.asLongBuffer();
  }

  private static float value(LongBuffer pairs, int index) {
    long pair = pairs.get(index / 2);
    boolean low = index % 2 == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1);
    return Float.intBitsToFloat((int) (low ? pair : pair >>> Integer.SIZE));
  }

  private static float[] outputs(int count, float limit) {
    RandomStream random = new RandomStream(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      float value = (float) random.nextGaussian() * 4;
      values[i] = i % 7 == 0 ? Float.MIN_VALUE : Math.min(Math.max(value, 0), limit);
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"RELU, 1", "RELU6, 31", "RELU6, 33", "RELU, 8191", "RELU6, 8193", "RELU6, 50000"})
  void gradientsPassBetweenTheBounds(Activation activation, int count) {
    float limit = activation == Activation.RELU6 ? 6 : Float.MAX_VALUE;
    float[] outputs = outputs(count, limit);
    BitMask mask = new BitMask(activation, count, 2);
    LongBuffer words = LongBuffer.allocate((int) BitMask.bytes(count) / Long.BYTES);
    mask.pack(pairs(outputs), words);
    float[] gradients = gradients(count);
    LongBuffer gradient = pairs(gradients);
    mask.apply(words, gradient, gradient);
    for (int i = 0; i < count; i++) {
      boolean passes = outputs[i] > 0 && outputs[i] < limit;
      assertThat(value(gradient, i)).isEqualTo(passes ? gradients[i] : 0);
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
    assertThat(BitMask.bytes(count)).isEqualTo(bytes);
  }
}
