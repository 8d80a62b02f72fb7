package org.neuronbench.testkit;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neuronbench.spi.NeuronSelectionStrategy;

/** Another Java process with the same strategy: what differs from start to start differs there. */
final class SecondMachine {

  private SecondMachine() {}

  /**
   * Rehearses trials in a process of their own, which is gone afterwards.
   *
   * @param start numbers the processes that should differ from each other
   */
  static List<Outcome> rehearse(Subject subject, List<Wire.Task> tasks, int start) {
    Class<?> type = typeOf(subject.factory());
    try {
      Path file = Files.createTempFile("neuronbench-second-machine", "");
      try {
        Wire.writeTasks(file, tasks);
        run(command(type, file, start));
        return Wire.readOutcomes(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw Unfit.notJudged("a second Java could not be asked: " + e);
    }
  }

  private static Class<?> typeOf(Supplier<? extends NeuronSelectionStrategy> factory) {
    Class<?> type = factory.get().getClass();
    if (!Copies.loadable(type)) {
      throw Unfit.notJudged(
          Words.of(
              "%s has no constructor without parameters, by which a second Java could create it",
              type.getName()));
    }
    return type;
  }

  private static List<String> command(Class<?> type, Path file, int start) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        String.join(File.pathSeparator, classPath(type)),
        SecondMachineMain.class.getName(),
        type.getName(),
        file.toString(),
        String.valueOf(start));
  }

  /** The process ends with this one: it watches its input, which is never written to. */
  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            Words.of("%s ended with exit code %d before it answered", command.get(0), code));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Set<String> classPath(Class<?> type) throws IOException {
    Set<String> paths = new LinkedHashSet<>();
    paths.add(origin(SecondMachine.class));
    paths.add(origin(NeuronSelectionStrategy.class));
    ClassLoader loader = type.getClassLoader();
    for (; loader instanceof URLClassLoader own; loader = loader.getParent()) {
      for (URL file : own.getURLs()) {
        paths.add(path(file));
      }
    }
    paths.add(origin(type));
    if (loader == ClassLoader.getSystemClassLoader()) {
      Stream.of("java.class.path", "jdk.module.path")
          .map(System::getProperty)
          .filter(given -> given != null && !given.isEmpty())
          .forEach(paths::add);
    }
    return paths;
  }

  private static String origin(Class<?> type) throws IOException {
    return path(type.getProtectionDomain().getCodeSource().getLocation());
  }

  private static String path(URL file) throws IOException {
    try {
      return Path.of(file.toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(file + " is no file", e);
    }
  }
}
