package org.neuronbench.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.download.Checksum.Algorithm;

class ChecksumTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "MD5, 900150983cd24fb0d6963f7d28e17f72",
    "SHA1, a9993e364706816aba3e25717850c26c9cd0d89d",
    "SHA256, BA7816BF",
    "SHA256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  })
  void matchesTheWholeHashOrItsStart(Algorithm algorithm, String digits) throws IOException {
    Path abc = Files.writeString(folder.resolve("abc"), "abc");
    Path other = Files.writeString(folder.resolve("abd"), "abd");
    assertThat(new Checksum(algorithm, digits).matches(abc)).isTrue();
    assertThat(new Checksum(algorithm, digits).matches(other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"MD5, 12345", "MD5, 123456g", "MD5, 900150983cd24fb0d6963f7d28e17f7200"})
  void refusesWhatIsNoHash(Algorithm algorithm, String digits) {
    assertThatThrownBy(() -> new Checksum(algorithm, digits))
        .hasMessageContaining("MD5 has 6 to 32 hexadecimal digits");
  }

  @Test
  void showsWhenItIsOnlyAStart() {
    assertThat(new Checksum(Algorithm.SHA256, "b0353104")).hasToString("SHA-256 b0353104...");
  }
}
