package org.neuronbench.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.cli.workbench.VersionProvider;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.run.Trials;
import org.neuronbench.reports.text.CellComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether this machine gives results that can be trusted. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Show the environment, and run one tiny cell twice: is it bit-identical?",
      "",
      "Takes some seconds and writes nothing but a temporary folder."
    },
    footer = {
      "",
      "Exit codes: 0 all is well, 1 something is not, 2 wrong use, 130 stopped by Ctrl-C.",
      "",
      "Example:  ./neuronbench doctor"
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final long NEEDED_MEMORY = 4L << 30;

  @Option(
      names = "--engine",
      defaultValue = "onednn",
      paramLabel = "ENGINE",
      description = "The engine to try, onednn or dl4j. Default: onednn.")
  String engine = "onednn";

  @Mixin PluginOptions plugins = new PluginOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Workbench bench = plugins.workbench(spec.commandLine().getErr());
    Names.known("engine", engine, List.of("onednn", "dl4j"));
    environment(bench.engine(engine))
        .forEach((what, is) -> out.printf(Locale.ROOT, "%-18s %s%n", what, is));
    out.println();
    out.flush();
    warnings(out);
    return twice(bench, out) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Map<String, String> environment(TrainingEngine engine) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    facts.put("harness", String.join(", ", new VersionProvider().getVersion()));
    facts.put("java", property("java.vendor") + " " + property("java.version"));
    facts.put(
        "java options", String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    facts.put(
        "system", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put(
        "memory",
        mebibytes(physicalMemory())
            + " in all, heap up to "
            + mebibytes(Runtime.getRuntime().maxMemory()));
    facts.put("OMP_NUM_THREADS", System.getenv().getOrDefault("OMP_NUM_THREADS", "not set"));
    facts.put(
        "temporary folder",
        property("java.io.tmpdir")
            + ", "
            + mebibytes(Files.getFileStore(Path.of(property("java.io.tmpdir"))).getUsableSpace())
            + " free");
    engine.provenance().forEach((what, is) -> facts.put("engine " + what, is));
    return facts;
  }

  private static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String mebibytes(long bytes) {
    return bytes / (1 << 20) + " MiB";
  }

  private static void warnings(PrintWriter out) {
    int processors = Runtime.getRuntime().availableProcessors();
    String threads = System.getenv("OMP_NUM_THREADS");
    if (threads != null && !threads.equals(String.valueOf(processors))) {
      out.printf(
          Locale.ROOT,
          "Note: OMP_NUM_THREADS is %s on %d processors; numbers repeat only with the same number"
              + " of threads.%n",
          threads,
          processors);
    }
    long memory = physicalMemory();
    if (memory > 0 && memory < NEEDED_MEMORY) {
      out.printf(
          Locale.ROOT,
          "Note: %s of memory; ResNet50 at batch 32 needs about 4096 MiB.%n",
          mebibytes(memory));
    }
  }

  private boolean twice(Workbench bench, PrintWriter out) {
    CellRecord first = once(bench);
    CellRecord second = once(bench);
    if (first.status() != CellStatus.OK) {
      out.printf(
          Locale.ROOT, "A tiny cell ends with %s: %s%n", first.status().id(), first.reason());
      return false;
    }
    CellComparison comparison = CellComparison.of(first, second);
    if (comparison.identical()) {
      out.println("A tiny cell, run twice: bit-identical. Results of this machine repeat.");
      return true;
    }
    out.println("A tiny cell, run twice, gives other numbers:");
    comparison.differences().forEach(d -> out.println("  " + d));
    out.println(
        "Likely causes: a number of threads that changes while it runs (OMP_DYNAMIC, a container's"
            + " limits), faulty memory, or libraries of another build in the class path.");
    return false;
  }

  private CellRecord once(Workbench bench) {
    Experiment experiment =
        bench.experimentReader().read("doctor", new Source(Path.of(""), tiny()));
    return bench.trials().run(bench.plan(experiment).cells().get(0), Trials.Watch.NONE).record();
  }

  private Map<String, Object> tiny() {
    return Map.of(
        "name", "doctor",
        "models", List.of("micro"),
        "datasets", List.of(Map.of("id", "glyphs", "train-limit", "200", "test-limit", "100")),
        "strategies", List.of("velocity"),
        "budgets", List.of("30%"),
        "seeds", List.of("0"),
        "training", Map.of("engine", engine, "epochs", "3"));
  }
}
