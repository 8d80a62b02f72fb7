package org.neuronbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestImagesTest {

  private static BitSet range(int from, int to) {
    BitSet bits = new BitSet();
    bits.set(from, to);
    return bits;
  }

  private static TestImages one(int images, BitSet right) {
    return new TestImages(images, Map.of(0L, right));
  }

  /** What 400 images leave open at 83 %: 1.96 sqrt(0.83 0.17 / 400). */
  @Test
  void theErrorOfOneSeedIsThatOfABinomialShare() {
    assertThat(one(400, range(0, 332)).error()).isCloseTo(0.036812, within(1e-6));
  }

  /** The same images serve all seeds: seeds that agree do not make it smaller. */
  @Test
  void seedsThatAgreeDoNotMakeTheErrorSmaller() {
    TestImages three =
        new TestImages(400, Map.of(0L, range(0, 332), 1L, range(0, 332), 2L, range(0, 332)));
    assertThat(three.error()).isEqualTo(one(400, range(0, 332)).error());
  }

  /** One image is right with the first only, eight with the second: 2 (1 + 9) / 2^9. */
  @Test
  void oneSeedIsJudgedByMcNemarsExactTest() {
    TestImages.Difference difference =
        one(100, range(0, 51)).minus(one(100, range(1, 59))).orElseThrow();
    assertThat(difference.onlyFirst()).isEqualTo(1);
    assertThat(difference.onlySecond()).isEqualTo(8);
    assertThat(difference.pValue()).isCloseTo(0.0390625, within(1e-12));
  }

  /**
   * Two seeds: four images differ by +2, one by -1: 7 / sqrt(17) = 1.69775, of which two normal
   * tails hold 0.08956.
   */
  @Test
  void severalSeedsAreClusteredByImage() {
    TestImages first = new TestImages(50, Map.of(1L, range(0, 4), 2L, range(0, 4)));
    TestImages second = new TestImages(50, Map.of(1L, range(9, 10), 2L, new BitSet()));
    TestImages.Difference difference = first.minus(second).orElseThrow();
    assertThat(difference.seeds()).isEqualTo(2);
    assertThat(difference.pValue()).isCloseTo(0.089555, within(1e-5));
  }

  @Test
  void theSameAnswersAreNoDifference() {
    TestImages.Difference difference =
        one(40, range(0, 20)).minus(one(40, range(0, 20))).orElseThrow();
    assertThat(difference.pValue()).isEqualTo(1);
    assertThat(difference.interval()).isEqualTo(new Interval(0, 0, 0.95));
  }

  @Test
  void otherImagesOrSeedsAreNotCompared() {
    assertThat(one(40, range(0, 20)).minus(one(41, range(0, 20)))).isEmpty();
    assertThat(one(40, range(0, 20)).minus(new TestImages(40, Map.of(9L, range(0, 3))))).isEmpty();
  }

  /**
   * For one seed the bootstrap must find the textbook error of a difference of paired shares:
   * sqrt((b + c) / n - ((b - c) / n)^2) / sqrt(n), within a tenth.
   */
  @Test
  void theBootstrapOfOneSeedIsAsWideAsTheTextbookSays() {
    Interval interval =
        one(1000, range(0, 900)).minus(one(1000, range(60, 880))).orElseThrow().interval();
    double error = Math.sqrt(0.08 - 0.08 * 0.08) / Math.sqrt(1000);
    assertThat(interval.high() - interval.low())
        .isCloseTo(2 * 1.96 * error, within(0.1 * 3.92 * error));
    assertThat((interval.high() + interval.low()) / 2).isCloseTo(0.08, within(0.002));
  }

  /** Seeds that scatter widen it beyond what the images alone would. */
  @Test
  void theBootstrapKnowsTheSeedsToo() {
    Map<Long, BitSet> scattered = new HashMap<>();
    Map<Long, BitSet> even = new HashMap<>();
    Random random = new Random(3);
    for (long seed = 0; seed < 8; seed++) {
      scattered.put(seed, range(0, 500 + 20 * random.nextInt(10)));
      even.put(seed, range(0, 500));
    }
    Interval wide =
        new TestImages(1000, scattered).minus(new TestImages(1000, even)).orElseThrow().interval();
    Map<Long, BitSet> steady = new HashMap<>();
    for (long seed = 0; seed < 8; seed++) {
      steady.put(seed, range(0, 590));
    }
    Interval narrow =
        new TestImages(1000, steady).minus(new TestImages(1000, even)).orElseThrow().interval();
    assertThat(wide.high() - wide.low()).isGreaterThan(1.3 * (narrow.high() - narrow.low()));
  }
}
