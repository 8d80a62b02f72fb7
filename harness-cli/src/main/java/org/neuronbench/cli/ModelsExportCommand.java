package org.neuronbench.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.neuronbench.core.InputException;
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
      "'models import' reads. Load the result with safetensors.torch.load_file and",
      "load_state_dict."
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

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ImportedWeights weights = WeightImport.run(ImportRequest.of(file()));
    int tensors = WeightExport.write(weights, output);
    out.printf(
        "%s: %d tensors under torchvision's names, %s classes%n",
        weights.report().network(), tensors, weights.metadata().get(WeightFacts.CLASSES));
    if (new WeightFacts("", weights.metadata()).samePadding()) {
      out.println(
          "  Its convolutions of stride 2 pad as TensorFlow's SAME; in PyTorch pad their input"
              + " yourself.");
    }
    out.println("Weights: " + output);
    return Main.DONE;
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
            ? "%s has no %s: delete the folder and run the experiment again with --save-weights"
                .formatted(source, SavedWeights.FILE)
            : "%s is no cell; give a folder below cells/ of a result folder".formatted(source));
  }
}
