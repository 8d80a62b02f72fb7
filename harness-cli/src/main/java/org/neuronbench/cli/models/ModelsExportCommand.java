package org.neuronbench.cli.models;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.run.SavedWeights;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.imports.ImportRequest;
import org.neuronbench.models.imports.ImportedWeights;
import org.neuronbench.models.imports.WeightExport;
import org.neuronbench.models.imports.WeightImport;
import org.neuronbench.models.weights.WeightFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a network back to PyTorch. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write weights for PyTorch: torchvision's names, as .safetensors.",
      "",
      "CELL is a folder below cells/ of a run with --save-weights. FILE is anything that",
      "'models import' reads, or a zip of Deeplearning4j's ModelSerializer. Load the result with",
      "safetensors.torch.load_file and load_state_dict."
    },
    footer = {
      "",
      "Example:  ./neuronbench models export results/first/cells/CELL --output tuned.safetensors"
    })
final class ModelsExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "CELL|FILE", description = "What to export.")
  Path source = Path.of("");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The .safetensors file to write.")
  Path output = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Which network it is. Default: recognised; a Deeplearning4j zip needs it.")
  @Nullable String model;

  @Option(names = "--width", description = "Width of mobilenet-v2. Default: recognised.")
  @Nullable Double width;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ImportedWeights weights = WeightImport.run(request());
    int tensors = WeightExport.write(weights, output);
    out.printf(
        Locale.ROOT,
        "%s: %d tensors under torchvision's names, %s classes%n",
        weights.report().network(),
        tensors,
        weights.metadata().get(WeightFacts.CLASSES));
    if (new WeightFacts("", weights.metadata()).samePadding()) {
      out.println(
          "  Its convolutions of stride 2 pad as TensorFlow's SAME; in PyTorch pad their input"
              + " yourself.");
    }
    out.println("Weights: " + output);
    return ExitCode.DONE;
  }

  private ImportRequest request() {
    return new ImportRequest(
        file(),
        Optional.ofNullable(model),
        width == null ? OptionalDouble.empty() : OptionalDouble.of(width),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Map.of(),
        false);
  }

  private Path file() {
    if (!Files.isDirectory(source)) {
      return source;
    }
    Path saved = source.resolve(SavedWeights.FILE);
    if (Files.exists(saved)) {
      return saved;
    }
    throw new InputException(
        Files.exists(source.resolve("cell.json"))
            ? Text.format(
                "%s has no %s: delete the folder and run the experiment again with --save-weights",
                source, SavedWeights.FILE)
            : Text.format("%s is no cell; give a folder below cells/ of a result folder", source));
  }
}
