package org.neuronbench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.spi.Parameters;

class NeuronVelocityTest {

  private static NeuronVelocity velocity(double mu, String recurrence) {
    return new NeuronVelocity(
        1, Parameters.of(NeuronVelocity.parameters(), Map.of("mu", mu, "recurrence", recurrence)));
  }

  /** phi falls once, from 1 to 0, and stays; computed by hand. */
  @ParameterizedTest
  @CsvSource({
    "0.5, paper, 1, 0.5, 0.25, 0.125",
    "0.5, released, 1, 0.5, 0.25, 0.125",
    "0, paper, 1, 0, 0, 0",
    "0, released, 1, 1, 0, 0",
    "1, paper, 1, 1, 1, 1",
    "1, released, 1, 0, 0, 0",
  })
  void answersAnImpulse(double mu, String recurrence, double a, double b, double c, double d) {
    NeuronVelocity velocity = velocity(mu, recurrence);
    for (double expected : new double[] {a, b, c, d}) {
      velocity.advance(new double[] {0});
      assertThat(velocity.speed(0)).isEqualTo(expected);
    }
  }

  /** phi = 0.5, 0.75, 0.75: d = -0.5, 0.25, 0; signs tell the recurrences apart. */
  @ParameterizedTest
  @CsvSource({"paper, 0.5, 0.5, 0.25", "released, 0.5, 0.5, 0"})
  void answersAChangeOfDirection(String recurrence, double a, double b, double c) {
    NeuronVelocity velocity = velocity(0.5, recurrence);
    velocity.advance(new double[] {0.5});
    assertThat(velocity.speed(0)).isCloseTo(a, within(1e-15));
    velocity.advance(new double[] {0.75});
    assertThat(velocity.speed(0)).isCloseTo(b, within(1e-15));
    velocity.advance(new double[] {0.75});
    assertThat(velocity.speed(0)).isCloseTo(c, within(1e-15));
  }

  /** phi = 0.5, not a number, 0.75: as if the second had not been. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void passesOverWhatIsNoNumber(double none) {
    NeuronVelocity velocity = velocity(0.5, "paper");
    velocity.advance(new double[] {0.5});
    velocity.advance(new double[] {none});
    assertThat(velocity.speed(0)).isCloseTo(0.5, within(1e-15));
    velocity.advance(new double[] {0.75});
    assertThat(velocity.speed(0)).isCloseTo(0.5, within(1e-15));
  }
}
