package org.neuronbench.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenTest {

  @Test
  void sharesAreOfTheImagesOfTheClass() {
    Seen seen = new Seen(6, 4, new int[] {3, 1, 0}, new int[] {1, 1, 0});
    assertThat(seen.loss()).isEqualTo(1.5);
    assertThat(seen.accuracy()).isEqualTo(0.5);
    assertThat(seen.classAccuracy()).containsExactly(1.0 / 3, 1.0, Double.NaN);
  }

  @Test
  void whatWasNotSeenIsNoNumber() {
    Seen nothing = new Seen(0, 0, new int[0], new int[0]);
    assertThat(nothing.loss()).isNaN();
    assertThat(nothing.accuracy()).isNaN();
    assertThat(nothing.classAccuracy()).isEmpty();
  }
}
