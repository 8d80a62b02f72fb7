package org.neuronbench.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.engine.dl4j.Dl4jEngine;
import org.neuronbench.engine.onednn.OnednnEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A contestant in a process of its own: measures once for every line it reads. */
@Command(name = BenchWorkerCommand.NAME, hidden = true, description = "A contestant of 'bench'.")
public final class BenchWorkerCommand implements Callable<Integer> {

  static final String NAME = "bench-worker";

  @Option(names = "--engine", required = true)
  String engine = "";

  @Option(names = "--network", required = true)
  String network = "";

  @Option(names = "--case", required = true)
  String benchCase = "";

  @Option(names = "--precision", defaultValue = "float32")
  String precision = "";

  @Option(names = "--detail")
  boolean detail;

  @Mixin BenchSettings settings = new BenchSettings();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws StrategyFailure, IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (EngineContestant contestant =
            new EngineContestant(
                engine(),
                Precision.valueOf(precision.toUpperCase(Locale.ROOT)),
                network,
                BenchCase.of(benchCase),
                settings);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      contestant.measure();
      out.println("layers " + contestant.trainedLayers());
      out.println("observe " + contestant.observeSeconds());
      out.println("ready");
      while ("go".equals(in.readLine())) {
        out.println("speed " + contestant.measure());
      }
      if (detail) {
        print(out, "profile", contestant.profile());
        print(out, "alone", contestant.kernelsAlone());
      }
      contestant.parts().forEach((part, bytes) -> out.println("part " + bytes + " " + part));
      out.println("peak " + peakMebibytes());
    }
    return 0;
  }

  private TrainingEngine engine() {
    return Stream.of(new OnednnEngine(), new Dl4jEngine())
        .filter(e -> e.id().equals(engine))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Text.format("There is no engine '%s', expected onednn or dl4j", engine)));
  }

  private static void print(PrintWriter out, String key, Map<String, Double> seconds) {
    seconds.forEach((kind, sum) -> out.println(Text.format("%s %.6f %s", key, sum, kind)));
  }

  /** The most that this process had resident; 0 where the system does not tell. */
  private static long peakMebibytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
