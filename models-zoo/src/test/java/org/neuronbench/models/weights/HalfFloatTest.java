package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {

  @ParameterizedTest
  @CsvSource({
    "0000, 0x0p0",
    "8000, -0x0p0",
    "0001, 0x1p-24",
    "83ff, -0x1.ff8p-15",
    "0400, 0x1p-14",
    "3c00, 0x1p0",
    "7bff, 0x1.ffcp15",
    "7c00, Infinity",
    "fc00, -Infinity",
  })
  void isTheFloatOfTheStandard(String half, String expected) {
    float found = HalfFloat.toFloat((short) Integer.parseInt(half, 16));
    assertThat(Float.floatToRawIntBits(found))
        .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(expected)));
  }

  @Test
  void aNanStaysOne() {
    assertThat(HalfFloat.toFloat((short) 0x7e01)).isNaN();
  }
}
