package org.neuronbench.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Finds a Python that has PyTorch. */
final class Python {

  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3", "python");

  /** What to do where there is none. */
  static final String INSTALL =
      "install them (on Debian: apt-get install python3-torch python3-torchvision), or give a"
          + " python3 that has them with --python FILE";

  private Python() {}

  /**
   * Returns the one that was given, or else the first usual one that has PyTorch.
   *
   * @throws InputException if one was given that has no PyTorch
   */
  static Optional<String> withTorch(@Nullable String given) {
    if (given == null) {
      return USUAL.stream().filter(python -> whyNot(python).isEmpty()).findFirst();
    }
    Optional<String> why = whyNot(given);
    if (why.isPresent()) {
      throw new InputException(
          Text.format(
              "--python: '%s' cannot import torch and torchvision: %s; %s",
              given, why.get(), INSTALL));
    }
    return Optional.of(given);
  }

  private static Optional<String> whyNot(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import torch, torchvision")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      return code == 0
          ? Optional.empty()
          : Optional.of(Complaint.in(errors).orElse("it ended with exit code " + code));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
