package org.neuronbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {

  private static final Path HOME = Path.of(System.getProperty("user.home"));

  private static Path of(String system, Map<String, String> environment) {
    return CacheFolder.of("models", "NEURONBENCH_MODELS", environment, system);
  }

  @Test
  void isWhereEachPlatformKeepsCaches() {
    assertThat(of("Linux", Map.of())).isEqualTo(HOME.resolve(".cache/neuronbench/models"));
    assertThat(of("Mac OS X", Map.of()))
        .isEqualTo(HOME.resolve("Library/Caches/neuronbench/models"));
    assertThat(of("Windows 11", Map.of()))
        .isEqualTo(HOME.resolve("AppData/Local/neuronbench/models"));
  }

  @Test
  void followsThePlatformsVariables() {
    assertThat(of("Linux", Map.of("XDG_CACHE_HOME", "/c")))
        .isEqualTo(Path.of("/c/neuronbench/models"));
    assertThat(of("Linux", Map.of("XDG_CACHE_HOME", "")))
        .isEqualTo(HOME.resolve(".cache/neuronbench/models"));
    assertThat(of("Windows 11", Map.of("LOCALAPPDATA", "/l")))
        .isEqualTo(Path.of("/l/neuronbench/models"));
  }

  @Test
  void itsOwnVariableComesFirst() {
    assertThat(of("Linux", Map.of("NEURONBENCH_MODELS", "/m", "XDG_CACHE_HOME", "/c")))
        .isEqualTo(Path.of("/m"));
  }
}
