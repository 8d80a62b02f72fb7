package org.neuronbench.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.engine.onednn.BreakEvenMeasurement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the engines against each other and against PyTorch. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measure training and evaluation speed against peers.",
      "",
      "Contestants are the engines 'onednn' and 'dl4j' and, where python3 can import torch and",
      "torchvision, PyTorch (channels last; partial updates with requires_grad off wherever nothing",
      "is selected). Each runs in a process of its own; they are measured in turn, so that a change",
      "of the machine's speed meets all alike. Random weights and images; data is not measured."
    },
    footer = {
      "",
      "To measure PyTorch too, on Debian:  apt-get install python3-torch python3-torchvision",
      "Elsewhere: any python3 on the PATH, or --python FILE, with torch and torchvision.",
      "",
      "Example:  ./neuronbench bench --networks mobilenet-v2 --csv bench.csv"
    })
public final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--networks",
      split = ",",
      defaultValue = "mobilenet-v2,resnet-18",
      description = "Models to measure.")
  List<String> networks = new ArrayList<>();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measurements of each.")
  int repeats;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20",
      description = "Steps in one measurement.")
  int steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images in a batch.")
  int batch;

  @Option(names = "--image-size", defaultValue = "96", description = "Edge of the images, pixels.")
  int imageSize;

  @Option(
      names = "--threads",
      description = "Native threads of every contestant. Default: the cores available.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "The python3 to run PyTorch with. Default: the first that has torch.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  @Nullable String python;

  @Option(names = "--skip-dl4j", description = "Leave the slow reference engine out.")
  boolean skipDl4j;

  @Option(
      names = "--profile",
      description = "Also print where the time of our training steps goes, by kind of work.")
  boolean profile;

  @Option(
      names = "--break-even",
      description = "Measure only when gathering channels pays (the shares that the engine uses).")
  boolean breakEven;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the table as CSV too.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  @Nullable Path csv;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (breakEven) {
      printBreakEven(out);
      return 0;
    }
    Optional<String> interpreter = Python.withTorch(python);
    BenchTable table = new BenchTable(out, interpreter.isPresent(), batch);
    for (String network : networks) {
      for (BenchCase benchCase : BenchCase.on(network)) {
        table.add(measure(network, benchCase, interpreter, out));
      }
    }
    table.print();
    if (profile) {
      table.printProfiles();
    }
    if (csv != null) {
      table.write(csv);
      out.println("Wrote " + csv);
    }
    return 0;
  }

  private static void printBreakEven(PrintWriter out) {
    out.println(
        "weight gradient, ms: whole | 1/8, 2/8 ... 7/8 of the channels | gathering wins to");
    for (BreakEvenMeasurement.Row row : BreakEvenMeasurement.measure()) {
      StringBuilder gathered = new StringBuilder();
      row.gatheredMilliseconds()
          .forEach(ms -> gathered.append(String.format(Locale.ROOT, " %6.3f", ms)));
      out.printf(
          Locale.ROOT,
          "%-26s %7.3f |%s | %d/8%n",
          row.layer(),
          row.wholeMilliseconds(),
          gathered,
          row.eighths());
    }
  }

  private BenchTable.Group measure(
      String network, BenchCase benchCase, Optional<String> interpreter, PrintWriter out) {
    out.printf("measuring %s, %s ...%n", network, benchCase.id());
    List<Contestant> contestants = new ArrayList<>();
    try {
      Contestant onednn = engine("onednn", network, benchCase);
      contestants.add(onednn);
      if (!skipDl4j) {
        contestants.add(engine("dl4j", network, benchCase));
      }
      interpreter.ifPresent(
          p -> contestants.add(pytorch(p, network, benchCase, onednn.fact("layers"))));
      for (int i = 0; i < repeats; i++) {
        contestants.forEach(Contestant::measure);
      }
      double observe = Double.parseDouble(onednn.fact("observe"));
      List<Measured> rows =
          contestants.stream().map(c -> c.finish(network, benchCase.id())).toList();
      return new BenchTable.Group(rows, observe, onednn.profile(), onednn.alone());
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  private List<String> shared(String network, BenchCase benchCase) {
    return List.of(
        "--network", network,
        "--case", benchCase.id(),
        "--batch", String.valueOf(batch),
        "--image-size", String.valueOf(imageSize),
        "--threads", String.valueOf(threads),
        "--steps", String.valueOf(steps));
  }

  private Contestant engine(String engine, String network, BenchCase benchCase) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx512m");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    command.add("-Dorg.bytedeco.javacpp.maxbytes=0");
    command.add("-Dorg.bytedeco.javacpp.logger=slf4j");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.neuronbench.cli.Main", "bench-worker", "--engine", engine));
    command.addAll(shared(network, benchCase));
    return Contestant.start(engine, command, threads);
  }

  private Contestant pytorch(
      String interpreter, String network, BenchCase benchCase, String layers) {
    List<String> command = new ArrayList<>(List.of(interpreter, script().toString()));
    command.addAll(shared(network, benchCase));
    command.add("--layers=" + layers);
    return Contestant.start("pytorch", command, threads);
  }

  private static Path script() {
    try (InputStream in =
        Objects.requireNonNull(BenchCommand.class.getResourceAsStream("pytorch_contestant.py"))) {
      Path file = Files.createTempFile("pytorch-contestant", ".py");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new InputException(
          String.format(Locale.ROOT, "The PyTorch script cannot be written: %s", e), e);
    }
  }
}
