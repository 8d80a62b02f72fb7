package org.neuronbench.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.experiment.NearestMatch;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.engine.onednn.BreakEvenMeasurement;
import org.neuronbench.engine.onednn.OnednnEngine;
import org.neuronbench.models.ModelZoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
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
      "Contestants are the engine 'onednn' in float32 and, where the processor has instructions for it,",
      "bfloat16; with --dl4j the slow reference engine too; and, where a python3 can import torch and",
      "torchvision, PyTorch in float32 and with bfloat16 autocast (the faster of its two layouts;",
      "partial updates with requires_grad off wherever nothing is selected). Each runs in a process of",
      "its own; they are measured in turn, round by round, until ratios are steady or three times as",
      "many rounds were made. Random weights and images; data is not measured."
    },
    footer = {
      "",
      "To measure PyTorch too, on Debian:  apt-get install python3-torch python3-torchvision",
      "Elsewhere: any python3 on the PATH, or --python FILE, with torch and torchvision.",
      "",
      "Example:  ./neuronbench bench --networks mobilenet-v2 --csv bench.csv"
    })
public final class BenchCommand implements Callable<Integer> {

  /** Names of contestants. */
  static final String ONEDNN = "onednn";

  static final String PYTORCH = "pytorch";
  static final String PYTORCH_BF16 = "pytorch bf16";
  private static final String ONEDNN_BF16 = "onednn bf16";
  private static final int MOST_ROUNDS = 3;

  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-XX:GCTimeRatio=9",
          "-Xmx512m",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
          "-Dorg.bytedeco.javacpp.maxbytes=0",
          "-Dorg.bytedeco.javacpp.logger=slf4j");

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
      description = "Rounds, up to three times as many while ratios differ by 5 %% or more.")
  int repeats;

  @Mixin BenchSettings settings = new BenchSettings();

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "The python3 to run PyTorch with. Default: the first that has torch.",
      showDefaultValue = Visibility.NEVER)
  @Nullable String python;

  @Option(
      names = "--dl4j",
      description = "Measure the reference engine too; it is some ten times slower.")
  boolean dl4j;

  @Option(names = "--skip-dl4j", hidden = true, description = "What happens without --dl4j.")
  boolean skipDl4j;

  @Option(
      names = "--profile",
      description = "Also print where the time of our training steps goes, by kind of work.")
  boolean profile;

  @Option(
      names = "--sum",
      description = "Also print each case's time over that of its kernels, each run by itself.")
  boolean sum;

  @Option(
      names = "--break-even",
      description = "Measure only when gathering channels pays (the shares that the engine uses).")
  boolean breakEven;

  @Option(
      names = "--memory",
      description =
          "Measure only what a step keeps and takes, against what the cost model predicts.")
  boolean memory;

  @Option(
      names = "--reselection",
      description = "Measure only what another selection in every step costs.")
  boolean reselection;

  @Option(names = "--errors", description = "Measure only what pruning error maps saves of a step.")
  boolean errors;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the table as CSV too.",
      showDefaultValue = Visibility.NEVER)
  @Nullable Path csv;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws StrategyFailure {
    PrintWriter out = spec.commandLine().getOut();
    if (breakEven || memory || reselection || errors) {
      printOnly(out);
      return 0;
    }
    requireUsable();
    Optional<String> interpreter = Python.withTorch(python);
    if (interpreter.isEmpty()) {
      out.println(
          "PyTorch is not measured: no python3 has torch and torchvision; " + Python.INSTALL);
    }
    BenchTable table = measureAll(interpreter, out);
    table.print();
    if (sum) {
      table.printSums();
    }
    if (profile) {
      table.printProfiles();
    }
    if (csv != null) {
      table.write(csv);
      out.println("Wrote " + csv);
    }
    return 0;
  }

  private BenchTable measureAll(Optional<String> interpreter, PrintWriter out) {
    int cases = networks.stream().mapToInt(network -> BenchCase.on(network).size()).sum();
    BenchProgress progress = new BenchProgress(out, cases, System::nanoTime);
    BenchTable table = new BenchTable(out, settings.batch);
    for (String network : networks) {
      for (BenchCase benchCase : BenchCase.on(network)) {
        progress.begin(network, benchCase);
        table.add(measure(network, benchCase, interpreter));
        progress.end();
      }
    }
    return table;
  }

  /** Whatever cannot work is said before anything is measured. */
  private void requireUsable() {
    List<String> known =
        new ModelZoo().models().stream().filter(m -> !m.needsWeights()).map(ModelInfo::id).toList();
    for (String network : networks) {
      if (!known.contains(network)) {
        throw new InputException(
            Text.format(
                "--networks: '%s' cannot be measured, expected one of %s%s",
                network, String.join(", ", known), NearestMatch.hint(network, known)));
      }
    }
    BenchSettings.requirePositive("--repeats", repeats);
    settings.check();
  }

  private void printOnly(PrintWriter out) throws StrategyFailure {
    if (breakEven) {
      printBreakEven(out);
    }
    if (memory) {
      new MemoryMeasurement(out).print();
    }
    if (reselection) {
      settings.check();
      new ReselectionMeasurement(settings, out, repeats).print();
    }
    if (errors) {
      settings.check();
      new ErrorsMeasurement(settings, out, repeats).print();
    }
  }

  private static void printBreakEven(PrintWriter out) {
    out.println(
        "weight gradient, ms: whole | 1/8, 2/8 ... 7/8 of the channels | gathering wins to");
    for (BreakEvenMeasurement.Row row : BreakEvenMeasurement.measure()) {
      StringBuilder gathered = new StringBuilder();
      row.gatheredMilliseconds().forEach(ms -> gathered.append(Text.format(" %6.3f", ms)));
      out.println(
          Text.format(
              "%-26s %7.3f |%s | %d/8",
              row.layer(), row.wholeMilliseconds(), gathered, row.eighths()));
    }
  }

  private BenchTable.Group measure(
      String network, BenchCase benchCase, Optional<String> interpreter) {
    List<Contestant> contestants = new ArrayList<>();
    Map<String, String> cannot = new LinkedHashMap<>();
    try {
      Contestant onednn = engine(ONEDNN, ONEDNN, Precision.FLOAT32, network, benchCase);
      contestants.add(onednn);
      new OnednnEngine()
          .unfit(Precision.BFLOAT16)
          .ifPresentOrElse(
              unfit -> cannot.put(ONEDNN_BF16, "cannot: " + unfit.why()),
              () ->
                  contestants.add(
                      engine(ONEDNN_BF16, ONEDNN, Precision.BFLOAT16, network, benchCase)));
      if (dl4j) {
        contestants.add(engine("dl4j", "dl4j", Precision.FLOAT32, network, benchCase));
      }
      if (interpreter.isEmpty() || !BenchCase.isPytorchs(network)) {
        cannot.put(PYTORCH, "not measured");
      } else {
        String layers = onednn.fact("layers");
        for (Precision precision : Precision.values()) {
          String name = precision == Precision.FLOAT32 ? PYTORCH : PYTORCH_BF16;
          try {
            contestants.add(
                pytorch(name, precision, interpreter.get(), network, benchCase, layers));
          } catch (InputException e) { // the others are still worth something
            cannot.put(
                name,
                Text.format("cannot: %s", e.getMessage())
                    .replaceFirst("cannot: .*'ready': ", "cannot: "));
          }
        }
      }
      measureInTurn(contestants);
      return new BenchTable.Group(
          contestants.stream().map(c -> c.finish(network, benchCase)).toList(), cannot);
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  private void measureInTurn(List<Contestant> contestants) {
    for (int round = 0; round < MOST_ROUNDS * repeats; round++) {
      if (round >= repeats && steady(contestants)) {
        return;
      }
      contestants.forEach(Contestant::measure);
    }
  }

  /** Whether every ratio of ours to PyTorch's that the table shows is. */
  private static boolean steady(List<Contestant> contestants) {
    return contestants.stream()
        .filter(ours -> ours.name().startsWith(ONEDNN))
        .allMatch(
            ours ->
                contestants.stream()
                    .filter(other -> other.name().startsWith(PYTORCH))
                    .allMatch(other -> Ratio.of(ours.speeds(), other.speeds()).steady()));
  }

  private Contestant engine(
      String name, String engine, Precision precision, String network, BenchCase benchCase) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(spec.root().userObject().getClass().getName());
    command.addAll(List.of(BenchWorkerCommand.NAME, "--engine", engine));
    command.addAll(settings.options(network, benchCase, precision));
    if (sum || profile) {
      command.add("--detail");
    }
    return Contestant.start(name, command, settings.threads);
  }

  private Contestant pytorch(
      String name,
      Precision precision,
      String interpreter,
      String network,
      BenchCase benchCase,
      String layers) {
    List<String> command = new ArrayList<>(List.of(interpreter, script().toString()));
    command.addAll(settings.options(network, benchCase, precision));
    command.add("--layers=" + layers);
    return Contestant.start(name, command, settings.threads);
  }

  private static Path script() {
    try (InputStream in =
        Objects.requireNonNull(BenchCommand.class.getResourceAsStream("pytorch_contestant.py"))) {
      Path file = Files.createTempFile("pytorch-contestant", ".py");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new InputException(Text.format("The PyTorch script cannot be written: %s", e), e);
    }
  }
}
