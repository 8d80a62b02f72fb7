package org.neuronbench.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

  @Test
  void tabulatesEveryPixelValue() {
    float[] half = Preprocessing.HALF.table(0);
    assertThat(half).hasSize(256);
    assertThat(half[0]).isEqualTo(-1);
    assertThat(half[255]).isEqualTo(1);
    assertThat(half[51]).isCloseTo(-0.6f, within(1e-6f));
  }

  /** (0 - 0.406) / 0.225 and (1 - 0.485) / 0.229. */
  @Test
  void standardisesEachChannelByItsOwn() {
    assertThat(Preprocessing.IMAGENET.table(2)[0]).isCloseTo(-1.8044444f, within(1e-6f));
    assertThat(Preprocessing.IMAGENET.table(0)[255]).isCloseTo(2.2489083f, within(1e-6f));
  }

  @Test
  void refusesADeviationOfZero() {
    List<Double> half = List.of(0.5, 0.5, 0.5);
    assertThatThrownBy(() -> new Preprocessing(half, List.of(1.0, 0.0, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Deviations must be positive: [1.0, 0.0, 1.0]");
  }

  @Test
  void refusesOtherThanThreeChannels() {
    List<Double> half = List.of(0.5, 0.5, 0.5);
    assertThatThrownBy(() -> new Preprocessing(List.of(0.5), half))
        .hasMessage("Preprocessing needs three means and deviations, not [0.5][0.5, 0.5, 0.5]");
  }

  @Test
  void evaluationCountsTheShareClassifiedRight() {
    assertThat(new Evaluation(8, BitSet.valueOf(new long[] {0b00111111}), 0.5).top1())
        .isEqualTo(0.75);
  }
}
