package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesTest {

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    assertThat(packages()).hasSizeGreaterThan(20);
    assertThat(packages()).allMatch(p -> Files.exists(p.resolve("package-info.java")));
  }

  private static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.find(Path.of(".."), 12, (f, a) -> isSource(f))) {
      return files.map(Path::getParent).distinct().toList();
    }
  }

  private static boolean isSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.matches("\\.\\./[a-z-]+/src/main/java/.*\\.java")
        && !path.endsWith("module-info.java");
  }
}
