package org.neuronbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HashesTest {

  /** The example of FIPS 180-2, appendix B.1. */
  @Test
  void isSha256InHexadecimal() {
    String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(Hashes.of("abc")).isEqualTo(expected);
    assertThat(Hashes.of("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
  }
}
