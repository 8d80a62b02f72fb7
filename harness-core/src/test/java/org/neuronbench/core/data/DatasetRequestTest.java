package org.neuronbench.core.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetRequestTest {

  private static DatasetRequest request(int imageSize, double crop) {
    return new DatasetRequest(
        "shapes", Optional.empty(), imageSize, crop, OptionalInt.empty(), OptionalInt.empty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
  void refusesACropOutsideTheImage(double crop) {
    assertThatThrownBy(() -> request(32, crop))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("crop must be in (0, 1], not " + crop);
  }

  @Test
  void refusesImagesWithoutPixels() {
    assertThatThrownBy(() -> request(0, 1)).hasMessage("image size must be positive, not 0");
  }
}
