package org.neuronbench.datasets.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;

class DamagedImageTest {

  @ParameterizedTest
  @CsvSource({
    "jpg, 0",
    "jpg, 0.1",
    "jpg, 0.5",
    "jpg, 0.95",
    "png, 0.01",
    "png, 0.1",
    "png, 0.5",
    "png, 0.95"
  })
  void refusesATruncatedImage(String format, double share) throws IOException {
    byte[] whole = Encoded.noise(format, 40);
    byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));
    assertThatThrownBy(() -> new ImageDecoder().decode("a/b.jpg", cut))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(
            "Image a/b.jpg", "cannot be decoded", "replace, convert or remove");
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThatThrownBy(() -> new ImageDecoder().decode("a.png", new byte[4]))
        .hasMessage(
            "Image a.png (4 bytes) cannot be decoded: neither JPEG nor PNG, GIF or BMP. A"
                + " complete JPEG, PNG, GIF or BMP was expected; replace, convert or remove the file.");
  }
}
