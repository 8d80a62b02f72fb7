package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

  @Test
  void ofSeedZeroIsPublishedSplitMix64() {
    RandomStream random = new RandomStream(0);
    assertThat(LongStream.generate(random::nextLong).limit(4))
        .containsExactly(
            0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL, 0xf88bb8a8724c81ecL);
  }

  /** Computed by an independent program; results of past experiments rest on them. */
  @Test
  void keepsItsNumbers() {
    assertThat(new RandomStream(42).nextLong()).isEqualTo(0x989b3f130a063869L);
    assertThat(new RandomStream(42).split("data-order").nextLong()).isEqualTo(0x22162a1f73973aa7L);
    assertThat(new RandomStream(42).split(7).nextLong()).isEqualTo(0xcf248d74fda66069L);
    assertThat(new RandomStream(42).nextDouble()).isEqualTo(0.5961188718302076);
    assertThat(new RandomStream(42).nextGaussian()).isCloseTo(0.32138044849001596, within(1e-15));
    assertThat(new RandomStream(1).permutation(10)).containsExactly(1, 7, 6, 8, 5, 0, 4, 9, 2, 3);
  }

  @Test
  void splittingDependsOnSeedAndNameOnly() {
    RandomStream used = new RandomStream(5);
    used.nextLong();
    used.split("other").nextLong();
    assertThat(used.split("strategy").nextLong())
        .isEqualTo(new RandomStream(5).split("strategy").nextLong());
  }

  @Test
  void differentSplitsDiffer() {
    RandomStream root = new RandomStream(5);
    assertThat(
            LongStream.of(
                root.split("head").nextLong(),
                root.split("haed").nextLong(),
                root.split(0).nextLong(),
                root.split(1).nextLong(),
                new RandomStream(6).split(0).nextLong(),
                root.nextLong()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1 << 30, Integer.MAX_VALUE})
  void drawsBelowTheBound(int bound) {
    RandomStream random = new RandomStream(bound);
    assertThat(IntStream.generate(() -> random.nextInt(bound)).limit(1000))
        .allMatch(i -> i >= 0 && i < bound);
  }

  @Test
  void drawsEveryNumberEquallyOften() {
    RandomStream random = new RandomStream(3);
    int[] counts = new int[7];
    IntStream.range(0, 70_000).forEach(i -> counts[random.nextInt(7)]++);
    // 10,000 expected, standard deviation 93
    assertThat(Arrays.stream(counts)).allMatch(c -> Math.abs(c - 10_000) < 400);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesABoundThatIsNotPositive(int bound) {
    assertThatThrownBy(() -> new RandomStream(0).nextInt(bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound must be positive, not " + bound);
  }

  @Test
  void drawsUniformAndNormalNumbers() {
    RandomStream random = new RandomStream(9);
    assertThat(DoubleStream.generate(random::nextDouble).limit(10_000).summaryStatistics())
        .satisfies(
            s -> {
              assertThat(s.getMin()).isNotNegative();
              assertThat(s.getMax()).isLessThan(1);
              assertThat(s.getAverage()).isCloseTo(0.5, within(0.01));
            });
    double[] normal = DoubleStream.generate(random::nextGaussian).limit(10_000).toArray();
    assertThat(Arrays.stream(normal).average().orElseThrow()).isCloseTo(0, within(0.04));
    assertThat(Arrays.stream(normal).map(x -> x * x).average().orElseThrow())
        .isCloseTo(1, within(0.06));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 50})
  void permutesEveryIndexOnce(int size) {
    int[] order = new RandomStream(size).permutation(size);
    Arrays.sort(order);
    assertThat(order).containsExactly(IntStream.range(0, size).toArray());
  }
}
