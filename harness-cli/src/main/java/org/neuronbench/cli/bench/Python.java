package org.neuronbench.cli.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a Python that has PyTorch. */
final class Python {

  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3", "python");

  private Python() {}

  static Optional<String> withTorch(@Nullable String given) {
    List<String> candidates = given == null ? USUAL : List.of(given);
    return candidates.stream().filter(Python::hasTorch).findFirst();
  }

  private static boolean hasTorch(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import torch, torchvision")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such program; the next may be there
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
