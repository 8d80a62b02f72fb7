package org.neuronbench.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
      Path folder = Files.createTempDirectory("neuronbench-second-machine");
      Path questions = folder.resolve("questions");
      Path answers = folder.resolve("answers");
      try {
        write(questions, tasks);
        run(command(type, questions, answers, start));
        return read(answers);
      } finally {
        Files.deleteIfExists(questions);
        Files.deleteIfExists(answers);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw Unfit.notJudged("a second Java could not be asked: " + e);
    }
  }

  private static Class<?> typeOf(Supplier<? extends NeuronSelectionStrategy> factory) {
    Class<?> type = factory.get().getClass();
    if (!Copies.loadable(type)) {
      throw Unfit.notJudged(
          String.format(
              Locale.ROOT,
              "%s has no constructor without parameters, by which a second Java could create it",
              type.getName()));
    }
    return type;
  }

  private static void write(Path questions, List<Wire.Task> tasks) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(questions))) {
      Wire.writeTasks(out, tasks);
    }
  }

  private static List<Outcome> read(Path answers) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(answers))) {
      return Wire.readAll(in, Wire::readOutcome);
    }
  }

  private static List<String> command(Class<?> type, Path questions, Path answers, int start)
      throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        String.join(File.pathSeparator, classPath(type)),
        SecondMachineMain.class.getName(),
        type.getName(),
        questions.toString(),
        answers.toString(),
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
            String.format(
                Locale.ROOT,
                "%s ended with exit code %d before it answered",
                command.get(0),
                code));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Set<String> classPath(Class<?> type) throws IOException {
    List<URL> files = new ArrayList<>();
    files.add(origin(SecondMachine.class));
    files.add(origin(NeuronSelectionStrategy.class));
    ClassLoader loader = type.getClassLoader();
    for (; loader instanceof URLClassLoader own; loader = loader.getParent()) {
      files.addAll(List.of(own.getURLs()));
    }
    files.add(origin(type));
    Set<String> paths = new LinkedHashSet<>();
    for (URL file : files) {
      paths.add(path(file));
    }
    if (loader == ClassLoader.getSystemClassLoader()) {
      Stream.of("java.class.path", "jdk.module.path")
          .map(System::getProperty)
          .filter(given -> given != null && !given.isEmpty())
          .forEach(paths::add);
    }
    return paths;
  }

  private static URL origin(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static String path(URL file) throws IOException {
    try {
      return Path.of(file.toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(file + " is no file", e);
    }
  }
}
