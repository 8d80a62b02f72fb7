package org.neuronbench.cli.models;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.core.CacheFolder;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.models.imports.BlockDescription;
import org.neuronbench.models.imports.ImportReport;
import org.neuronbench.models.imports.ImportRequest;
import org.neuronbench.models.imports.ImportedWeights;
import org.neuronbench.models.imports.WeightImport;
import org.neuronbench.models.weights.WeightFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a weight file into this project's names. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Read a PyTorch checkpoint (.pth, .pt) or .safetensors file, rename its tensors, check every "
          + "one, and write weights that experiments can name.",
      "",
      "Knows the names of torchvision, timm and Keras. Reads tensors only: a checkpoint that asks",
      "for anything else is refused by name. What became of every tensor is written beside the",
      "weights, as FILE.import.txt."
    },
    footer = {"", "Example:  ./neuronbench models import mobilenetv2_100.pth --source timm"})
final class ModelsImportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The weights to import.")
  Path file = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The .safetensors file to write. Default: named after model and hash, in the folder of "
              + "fetched weights, where experiments find it by its name alone.")
  @Nullable Path output;

  @Option(names = "--model", paramLabel = "ID", description = "Default: recognised.")
  @Nullable String model;

  @Option(names = "--width", description = "Width of mobilenet-v2. Default: recognised.")
  @Nullable Double width;

  @Option(
      names = "--preprocessing",
      paramLabel = "HOW",
      description =
          "imagenet (mean and deviation) or half (x/127.5-1). Default: the file's, or its origin's.")
  @Nullable String preprocessing;

  @Option(
      names = "--padding",
      paramLabel = "HOW",
      description =
          "symmetric (PyTorch) or same (TensorFlow). Default: the file's or its origin's.")
  @Nullable String padding;

  @Option(
      names = "--bn-epsilon",
      paramLabel = "E",
      description = "Batch norm's epsilon in training. Default: 1e-3 for Keras, else 1e-5.")
  @Nullable Double epsilon;

  @Option(
      names = "--blocks",
      paramLabel = "JSON|FILE",
      description =
          "What the network is built of, for on-device nets whose weights do not say it: "
              + "'first_conv' and 'arch' as JSON, in a file, or in another weight file's metadata.")
  @Nullable String blocks;

  @Option(names = "--claim", paramLabel = "TEXT", description = "The accuracy that is claimed.")
  @Nullable String claim;

  @Option(names = "--source", paramLabel = "TEXT", description = "Where they come from.")
  @Nullable String source;

  @Option(names = "--license", paramLabel = "TEXT", description = "Their licence.")
  @Nullable String license;

  @Option(names = "--allow-unused", description = "Pass over tensors that the network lacks.")
  boolean allowUnused;

  @Option(
      names = {"-v", "--verbose"},
      description = "List every tensor here too.")
  boolean verbose;

  @Mixin StatisticsOptions statistics = new StatisticsOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    ImportedWeights weights = statistics.measured(WeightImport.run(request()));
    Path target = output == null ? CacheFolder.models().resolve(weights.fileName()) : output;
    finish(spec.commandLine().getOut(), weights, target, verbose);
    return ExitCode.DONE;
  }

  private ImportRequest request() {
    if (model != null) {
      Names.known("model", model, new ModelZoo().models().stream().map(info -> info.id()).toList());
    }
    return new ImportRequest(
        file,
        Optional.ofNullable(model),
        optional(width, "--width", 0.05, 4),
        Optional.ofNullable(preprocessing),
        Optional.ofNullable(padding),
        optional(epsilon, "--bn-epsilon", 1e-8, 1),
        facts(),
        allowUnused);
  }

  private static OptionalDouble optional(
      @Nullable Double value, String option, double min, double max) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value >= min && value <= max)) {
      throw new InputException(
          Text.format("%s is %s, expected a number from %s to %s", option, value, min, max));
    }
    return OptionalDouble.of(value);
  }

  private Map<String, String> facts() {
    Map<String, String> facts =
        new HashMap<>(blocks == null ? Map.of() : BlockDescription.read(blocks));
    put(facts, WeightFacts.CLAIMED, claim);
    put(facts, WeightFacts.SOURCE, source);
    put(facts, WeightFacts.LICENSE, license);
    return facts;
  }

  private static void put(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null) {
      facts.put(key, value);
    }
  }

  /** Writes the weights and says what became of them. */
  static void finish(PrintWriter out, ImportedWeights weights, Path target, boolean verbose) {
    Path written = weights.write(target);
    ImportReport report = weights.report();
    if (verbose) {
      out.print(report.full());
      out.println();
    } else {
      out.println(report.summary());
      report.remarks().forEach(remark -> out.println("  " + remark));
    }
    weights
        .metadata()
        .forEach(
            (key, value) -> {
              if (key.equals(WeightFacts.CLAIMED) || key.equals(WeightFacts.LICENSE)) {
                out.printf(Locale.ROOT, "  %s: %s%n", key, value);
              }
            });
    out.println("Weights:      " + target);
    out.println("Every tensor: " + written);
    out.println("In an experiment:  models: [" + entry(weights, target) + "]");
  }

  private static String entry(ImportedWeights weights, Path target) {
    boolean byName = CacheFolder.models().equals(target.toAbsolutePath().getParent());
    return Text.format(
        "{id: %s, %sweights: %s}",
        weights.model(),
        weights.width() == 1 ? "" : "width: " + weights.width() + ", ",
        byName ? target.getFileName() : target);
  }
}
