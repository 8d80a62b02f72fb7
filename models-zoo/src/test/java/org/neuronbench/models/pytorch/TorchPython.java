package org.neuronbench.models.pytorch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs scripts in a Python that has PyTorch, where there is one: Debian's python3-torch is. */
public final class TorchPython {

  private static final String PYTHON = "/usr/bin/python3";
  private static final int MOST_SECONDS = 300;

  private TorchPython() {}

  /** Passes the test over where there is no PyTorch. */
  public static void assumePresent(String... modules) throws IOException {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not here");
    String imports = "import torch" + (modules.length == 0 ? "" : "," + String.join(",", modules));
    assumeTrue(
        run(List.of("-c", imports)).code() == 0,
        PYTHON + " cannot '" + imports + "'; install python3-torch and python3-torchvision");
  }

  /** Runs a script that lies beside a test class; fails if it does. */
  public static String run(Class<?> beside, Path folder, String script, String... arguments)
      throws IOException {
    Path copy = folder.resolve(script);
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(script))) {
      Files.write(copy, in.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(copy.toString()));
    command.addAll(List.of(arguments));
    Ended ended = run(command);
    if (ended.code() != 0) {
      throw new AssertionError(script + " failed:\n" + ended.output());
    }
    return ended.output();
  }

  private record Ended(int code, String output) {}

  private static Ended run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Ended(process.exitValue(), output);
  }
}
