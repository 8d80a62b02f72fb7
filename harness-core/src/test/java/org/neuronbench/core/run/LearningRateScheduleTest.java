package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateScheduleTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.1", "3, 0.3", "4, 0.4", "6, 0.2", "8, 0"})
  void warmsUpFromZeroAndDecaysToZero(long iteration, double rate) {
    LearningRateSchedule schedule = new LearningRateSchedule(0.4, 4, 4);
    assertThat(schedule.rate(iteration)).isCloseTo(rate, within(1e-15));
  }

  @Test
  void startsAtTheBaseWithoutWarmUp() {
    assertThat(new LearningRateSchedule(0.125, 0, 10).rate(0)).isEqualTo(0.125);
  }
}
