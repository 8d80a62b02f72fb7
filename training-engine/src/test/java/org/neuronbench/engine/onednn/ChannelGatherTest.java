package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chosen channels of each pixel move together, filled up with zeros. */
class ChannelGatherTest {

  /** Counts up from 1: value 20 * pixel + channel + 1 of 20 channels. */
  private static FloatBuffer counting(int values) {
    FloatBuffer buffer = FloatBuffer.allocate(values);
    IntStream.range(0, values).forEach(i -> buffer.put(i, i + 1));
    return buffer;
  }

  private float[] gathered(int channels, int pixels, int... chosen) {
    int width = ChannelGather.rounded(chosen.length, channels);
    float[] garbage = new float[pixels * width];
    Arrays.fill(garbage, -1);
    FloatBuffer to = FloatBuffer.wrap(garbage);
    new ChannelGather(channels, 2, pixels).gather(counting(pixels * channels), to, chosen, width);
    return to.array();
  }

  @Test
  void theChosenChannelsOfEachPixelThenZeros() {
    float[] expected = new float[32];
    expected[0] = 2;
    expected[1] = 19;
    expected[16] = 22;
    expected[17] = 39;
    assertThat(gathered(20, 2, 1, 18)).containsExactly(expected);
  }

  @Test
  void aNarrowLayerIsFilledUpToItsChannels() {
    assertThat(gathered(3, 2, 0, 2)).containsExactly(1, 3, 0, 4, 6, 0);
  }

  @Test
  void nothingIsLeftOfAnEarlierGathering() {
    gathered(20, 2, IntStream.range(0, 16).toArray());
    assertThat(gathered(20, 1, 4)).startsWith(5).endsWith(new float[15]).hasSize(16);
  }

  @Test
  void pixelsThatTwoThreadsShare() {
    float[] all = gathered(2, 1200, 1);
    for (int p = 0; p < 1200; p++) {
      assertThat(all[2 * p]).isEqualTo(2 * p + 2);
      assertThat(all[2 * p + 1]).isZero();
    }
  }

  @Test
  void widenedPixelsEndInZeros() {
    FloatBuffer to = FloatBuffer.wrap(new float[] {9, 9, 9, 9, 9, 9});
    new ChannelGather(3, 1, 2).widen(counting(2), 1, to, 3);
    assertThat(to.array()).containsExactly(1, 0, 0, 2, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 64, 16", "16, 64, 16", "17, 64, 32", "60, 64, 64", "5, 12, 12", "18, 24, 24"})
  void widthsAreBlocksOfSixteenWithinTheLayer(int chosen, int channels, int width) {
    assertThat(ChannelGather.rounded(chosen, channels)).isEqualTo(width);
  }
}
