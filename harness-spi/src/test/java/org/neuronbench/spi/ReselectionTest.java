package org.neuronbench.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReselectionTest {

  private static int[] epochs(Reselection rule) {
    return IntStream.range(0, 7).filter(epoch -> rule.due(epoch, 0)).toArray();
  }

  private static int[] steps(Reselection rule, int epoch) {
    return IntStream.range(0, 7).filter(step -> rule.due(epoch, step)).toArray();
  }

  @Test
  void everyEpochAsksBeforeItsFirstStep() {
    assertThat(epochs(Reselection.EVERY_EPOCH)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(steps(Reselection.EVERY_EPOCH, 3)).containsExactly(0);
  }

  @Test
  void everyThirdEpochLeavesTwoOut() {
    assertThat(epochs(Reselection.everyEpochs(3))).containsExactly(0, 3, 6);
    assertThat(steps(Reselection.everyEpochs(3), 3)).containsExactly(0);
    assertThat(steps(Reselection.everyEpochs(3), 4)).isEmpty();
  }

  @Test
  void stepsAreCountedAnewInEveryEpoch() {
    assertThat(epochs(Reselection.everySteps(3))).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(steps(Reselection.everySteps(3), 5)).containsExactly(0, 3, 6);
  }

  @Test
  void saysWhatItIs() {
    assertThat(Reselection.everySteps(3)).hasToString("every 3 steps");
    assertThat(Reselection.EVERY_EPOCH).hasToString("every 1 epochs");
  }

  @Test
  void refusesToHoldForNothing() {
    assertThatThrownBy(() -> Reselection.everySteps(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A selection holds for at least 1, not 0");
  }
}
