package org.neuronbench.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFolderTest {

  private static Path root(Optional<Path> given, Map<String, String> environment, String os) {
    return DataFolder.of(given, environment, os, "/home/me").root();
  }

  @Test
  void prefersTheFlagThenTheVariable() {
    Map<String, String> set = Map.of("NEURONBENCH_DATA", "/data", "XDG_CACHE_HOME", "/cache");
    assertThat(root(Optional.of(Path.of("/flag")), set, "Linux")).isEqualTo(Path.of("/flag"));
    assertThat(root(Optional.empty(), set, "Linux")).isEqualTo(Path.of("/data"));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, XDG_CACHE_HOME, /cache, /cache/neuronbench",
    "Linux, XDG_CACHE_HOME, '', /home/me/.cache/neuronbench",
    "Linux, OTHER, /cache, /home/me/.cache/neuronbench",
    "Mac OS X, XDG_CACHE_HOME, /cache, /home/me/Library/Caches/neuronbench",
    "Windows 11, LOCALAPPDATA, /local, /local/neuronbench",
    "Windows 11, OTHER, /local, /home/me/AppData/Local/neuronbench"
  })
  void isThePlatformsCacheFolderOtherwise(String os, String name, String value, String expected) {
    assertThat(root(Optional.empty(), Map.of(name, value), os)).isEqualTo(Path.of(expected));
  }

  @Test
  void anEmptyVariableCountsAsUnset() {
    assertThat(root(Optional.empty(), Map.of("NEURONBENCH_DATA", " "), "Linux"))
        .isEqualTo(Path.of("/home/me/.cache/neuronbench"));
  }
}
