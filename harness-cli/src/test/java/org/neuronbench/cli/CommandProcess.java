package org.neuronbench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line in a process of its own: for what ends the process, or changes all of it. */
public final class CommandProcess {

  private CommandProcess() {}

  /** Runs a command to its end. */
  public static Outcome run(String... args) {
    try {
      Process process = start(args);
      CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process, false));
      String out = read(process, true);
      return new Outcome(process.waitFor(), out, err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command, with this test's own class path. */
  public static Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    Stream.of(args).forEach(command::add);
    return new ProcessBuilder(command).start();
  }

  private static String read(Process process, boolean out) {
    BufferedReader reader = out ? process.inputReader() : process.errorReader();
    return reader.lines().collect(Collectors.joining("\n"));
  }
}
