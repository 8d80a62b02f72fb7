package org.neuronbench.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.experiment.Experiment;

/** What made a result: versions and machine. Hashes of data, weights and code are in the cell. */
final class Provenance {

  private Provenance() {}

  static Map<String, Object> collect(TrainingEngine engine, Experiment experiment) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("harness-version", harnessVersion());
    facts.put("engine", engine.id());
    facts.put("libraries", engine.provenance());
    facts.put("java", property("java.vendor") + " " + property("java.version"));
    facts.put(
        "os",
        "%s %s %s".formatted(property("os.name"), property("os.version"), property("os.arch")));
    facts.put("cpu", cpu());
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("threads", experiment.training().threads());
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return facts;
  }

  private static String harnessVersion() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String cpu() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
