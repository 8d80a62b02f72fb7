package org.neuronbench.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.engine.dl4j.Dl4jEngine;
import org.neuronbench.engine.onednn.OnednnEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A contestant in a process of its own: measures once for every line it reads. */
@Command(name = "bench-worker", hidden = true, description = "A contestant of 'bench'.")
public final class BenchWorkerCommand implements Callable<Integer> {

  @Option(names = "--engine", required = true)
  String engine = "";

  @Option(names = "--network", required = true)
  String network = "";

  @Option(names = "--case", required = true)
  String benchCase = "";

  @Option(names = "--batch", required = true)
  int batch;

  @Option(names = "--image-size", required = true)
  int imageSize;

  @Option(names = "--threads", required = true)
  int threads;

  @Option(names = "--steps", required = true)
  int steps;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws StrategyFailure, IOException {
    PrintWriter out = spec.commandLine().getOut();
    TrainingEngine chosen =
        List.of(new OnednnEngine(), new Dl4jEngine()).stream()
            .filter(e -> e.id().equals(engine))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        Text.format("There is no engine '%s', expected onednn or dl4j", engine)));
    BenchSettings settings = new BenchSettings(batch, imageSize, threads, steps);
    try (EngineContestant contestant =
            new EngineContestant(chosen, network, BenchCase.of(benchCase), settings);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      contestant.measure();
      out.println("layers " + contestant.trainedLayers());
      out.println("observe " + contestant.observeSeconds());
      out.println("ready");
      while ("go".equals(in.readLine())) {
        out.println("speed " + contestant.measure());
      }
      contestant
          .profile()
          .forEach((kind, seconds) -> out.printf(Locale.ROOT, "profile %.6f %s%n", seconds, kind));
      contestant
          .kernelsAlone()
          .forEach((kind, seconds) -> out.printf(Locale.ROOT, "alone %.6f %s%n", seconds, kind));
      out.println("peak " + ResidentMemory.peakMebibytes());
    }
    return 0;
  }
}
