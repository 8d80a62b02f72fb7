package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a stranger reads and runs must not need files that only we have. */
class OwnFilesOnlyTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern OUTSIDE =
      Pattern.compile("(weights|root|models|datasets):\\s*['\"]?(/|~|\\.\\./)|\\.\\./shared");

  @Test
  void noExampleOrPageNamesAPathOutsideTheRepository() throws IOException {
    List<Path> files;
    try (Stream<Path> examples = Files.walk(HOME.resolve("examples"));
        Stream<Path> docs = Files.walk(HOME.resolve("docs"));
        Stream<Path> benchmarks = Files.walk(HOME.resolve("benchmarks"))) {
      files =
          Stream.of(examples, docs, benchmarks, Stream.of(HOME.resolve("README.md")))
              .flatMap(s -> s)
              .filter(file -> file.toString().matches(".*\\.(yaml|yml|md|sh)"))
              .filter(file -> !file.toString().contains("target"))
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      assertThat(Files.readString(file))
          .as("%s", HOME.relativize(file))
          .doesNotContainPattern(OUTSIDE);
    }
  }
}
