package org.neuronbench.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that tests read where they are present: real weights, golden values. */
public final class Shared {

  private Shared() {}

  public static Path file(String name) {
    Path file = Path.of(System.getProperty("neuronbench.shared", "../../shared"), name);
    assumeTrue(Files.exists(file), () -> file + " is not here; this test compares with it");
    return file;
  }
}
