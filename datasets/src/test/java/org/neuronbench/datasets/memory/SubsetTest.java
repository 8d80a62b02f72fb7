package org.neuronbench.datasets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;

class SubsetTest {

  @Test
  void keepsAllWithoutALimit() {
    assertThat(Subset.draw("train", 3, OptionalInt.empty())).containsExactly(0, 1, 2);
  }

  @Test
  void keepsAllWhenTheLimitIsLarger() {
    assertThat(Subset.draw("train", 3, OptionalInt.of(4))).containsExactly(0, 1, 2);
  }

  @Test
  void drawsDistinctAscendingIndices() {
    assertThat(Subset.draw("train", 1000, OptionalInt.of(100)))
        .hasSize(100)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void drawsTheSameOnEveryMachine() {
    assertThat(Subset.draw("train", 10_000, OptionalInt.of(5)))
        .containsExactly(442, 2586, 6186, 8497, 8993);
  }

  @Test
  void nestsSmallerSubsets() {
    assertThat(Subset.draw("test", 500, OptionalInt.of(50)))
        .contains(Subset.draw("test", 500, OptionalInt.of(20)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesALimitBelowOne(int limit) {
    assertThatThrownBy(() -> Subset.draw("test", 500, OptionalInt.of(limit)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The limit of test images must be at least 1, not %d. Leave it out to use them all.",
            limit);
  }
}
