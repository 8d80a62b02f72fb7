package org.neuronbench.core.run;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.plan.CellSpec;

/** What made a result: versions and machine. Hashes of data, weights and code are in the cell. */
final class Provenance {

  private Provenance() {}

  static Map<String, Object> collect(TrainingEngine engine, CellSpec cell) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("harness-version", harnessVersion());
    facts.put("harness-source", source());
    facts.put("cell", cell.identity());
    facts.put("libraries", engine.provenance());
    facts.put("java", property("java.vendor") + " " + property("java.version"));
    facts.put(
        "os",
        Text.format("%s %s %s", property("os.name"), property("os.version"), property("os.arch")));
    facts.put("cpu", cpu());
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("java-options", ManagementFactory.getRuntimeMXBean().getInputArguments());
    facts.put("environment", environment());
    facts.put("experiment", cell.source().settings());
    facts.put("experiment-folder", cell.source().folder().toString());
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return facts;
  }

  private static String harnessVersion() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Returns the commit that was built, with -dirty if it had changes; unknown outside git. */
  private static String source() {
    Properties git = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("/neuronbench-source.properties")) {
      if (in != null) {
        git.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    String commit = git.getProperty("git.commit.id.abbrev", "unknown");
    return git.getProperty("git.dirty", "").equals("true") ? commit + "-dirty" : commit;
  }

  /** Returns the variables that change how the native libraries compute. */
  private static Map<String, String> environment() {
    Map<String, String> found = new TreeMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("(OMP|GOMP|KMP|MKL|OPENBLAS|DNNL|ONEDNN)_.*|GLIBC_TUNABLES")) {
                found.put(name, value);
              }
            });
    return found;
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
      Map<String, String> first = new TreeMap<>();
      lines
          .map(line -> line.split(":", 2))
          .filter(parts -> parts.length == 2)
          .forEach(parts -> first.putIfAbsent(parts[0].strip(), parts[1].strip()));
      // A cloud's model name may stand for several generations, which round differently.
      return Text.format(
          "%s family %s model %s",
          first.getOrDefault("model name", "unknown"),
          first.getOrDefault("cpu family", "unknown"),
          first.getOrDefault("model", "unknown"));
    } catch (IOException e) {
      return "unknown";
    }
  }
}
