package org.neuronbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.neuronbench.core.InputException;
import picocli.CommandLine;

/**
 * The rates of docs/statistics.md with fewer repetitions; of 300 comparisons a rate of 5 % gives
 * more than 8.8 % in 1 of 1000 draws, and one of 85 % less than 78 %.
 */
class DetectionRatesTest {

  @Test
  void catchesTwoPointsOverFiveSeedsAndStaysQuietWhereNothingChanged() {
    DetectionRates.Rates rates = rates(5, 12, 2, 300);
    assertThat(rates.caught()).isGreaterThan(0.78);
    assertThat(rates.falseAlarms()).isLessThan(0.088);
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(rates(3, 2, 2, 20)).isEqualTo(rates(3, 2, 2, 20));
  }

  @Test
  void oneSeedCatchesNothingAndAlarmsNobody() {
    assertThat(rates(1, 2, 2, 20)).isEqualTo(new DetectionRates.Rates(0, 0, 0));
  }

  @Test
  void refusesWhatCannotBeMadeUp() {
    assertThatThrownBy(() -> rates(0, 1, 2, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("seeds is 0, expected 1 or more");
  }

  private static DetectionRates.Rates rates(int seeds, int entries, double drop, int repetitions) {
    DetectionRates rates = new DetectionRates();
    new CommandLine(rates).parseArgs("--drop=" + drop, "--repetitions=" + repetitions);
    return rates.of(seeds, entries);
  }
}
