package org.neuronbench.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neuronbench.benchmarks.BenchTable.Measured;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** A contestant's process, seen from outside. */
final class Contestant implements AutoCloseable {

  private final String name;
  private final Process process;
  private final Path errors;
  private final BufferedReader in;
  private final PrintWriter out;
  private final Map<String, String> facts = new HashMap<>();
  private final Map<String, Double> profile = new TreeMap<>();
  private final Map<String, Double> alone = new TreeMap<>();
  private final Map<String, Double> parts = new LinkedHashMap<>();
  private final List<Double> speeds = new ArrayList<>();

  private Contestant(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
    this.in = process.inputReader(StandardCharsets.UTF_8);
    this.out = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /**
   * Starts a process and waits until it is warm.
   *
   * @throws InputException if it cannot be started, or ends before; the message says why in a line
   */
  static Contestant start(String name, List<String> command, int threads) {
    try {
      Path errors = Files.createTempFile("contestant", ".err");
      errors.toFile().deleteOnExit();
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
      builder.redirectError(errors.toFile());
      return new Contestant(name, builder.start(), errors).awaitReady();
    } catch (IOException e) {
      throw new InputException(Text.format("Contestant %s cannot be started: %s", name, e), e);
    }
  }

  private Contestant awaitReady() {
    try {
      readUntil("ready");
      return this;
    } catch (InputException e) {
      close();
      throw e;
    }
  }

  private void readUntil(String key) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", 2);
        String value = words.length > 1 ? words[1] : "";
        switch (words[0]) {
          case "profile" -> putSeconds(profile, value);
          case "alone" -> putSeconds(alone, value);
          case "part" -> putSeconds(parts, value);
          default -> facts.put(words[0], value);
        }
        if (words[0].equals(key)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new InputException(Text.format("Contestant %s fell silent: %s", name, e), e);
    }
    throw new InputException(
        Text.format("Contestant %s ended before it said '%s': %s", name, key, complaint()));
  }

  private String complaint() {
    try {
      return Complaint.in(Files.readString(errors)).orElse("it wrote no reason");
    } catch (IOException e) {
      return "its reason cannot be read: " + e.getMessage();
    }
  }

  private static void putSeconds(Map<String, Double> seconds, String value) {
    String[] parts = value.split(" ", 2);
    seconds.put(parts[1], Double.valueOf(parts[0]));
  }

  void measure() {
    out.println("go");
    readUntil("speed");
    speeds.add(Double.valueOf(facts.getOrDefault("speed", "NaN")));
  }

  /** Returns images per second, one for each measurement so far. */
  List<Double> speeds() {
    return speeds;
  }

  String name() {
    return name;
  }

  /** Ends the process and returns what it measured. */
  Measured finish(String network, BenchCase benchCase) {
    out.println("quit");
    readUntil("peak");
    return new Measured(
        network,
        benchCase,
        name,
        speeds,
        Long.parseLong(facts.getOrDefault("peak", "0")),
        Double.parseDouble(facts.getOrDefault("observe", "0")),
        parts,
        profile,
        alone);
  }

  String fact(String key) {
    return facts.getOrDefault(key, "");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
