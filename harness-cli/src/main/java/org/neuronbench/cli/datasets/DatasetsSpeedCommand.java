package org.neuronbench.cli.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.benchmarks.ReadingSpeed;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.BuiltInDatasets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how fast training images are made ready. */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Measure how many training images one thread reads and augments in a second.",
      "",
      "That is a second of processor time, reading from the decoded cache, after one pass to warm",
      "up. 'bench' measures how many a network consumes."
    },
    footer = {"", "Example:  ./neuronbench datasets speed shapes --image-size 32"})
final class DatasetsSpeedCommand implements Callable<Integer> {

  private static final List<Augmentation> AUGMENTATIONS =
      List.of(Augmentation.NONE, Augmentation.FLIP, Augmentation.PAPER);

  @Parameters(
      paramLabel = "ID",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Such as cifar10.")
  String id = "";

  @Option(names = "--root", paramLabel = "PATH", description = "Folder or archive of the files.")
  @Nullable Path root;

  @Option(
      names = "--image-size",
      paramLabel = "PX",
      defaultValue = "96",
      description = "Edge in pixels.")
  int imageSize;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Images in a measurement.")
  int count;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measurements; the median counts.")
  int repeats;

  @Mixin DataOptions data = new DataOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    BuiltInDatasets datasets = new BuiltInDatasets(data.folder());
    Names.known("dataset", id, datasets.datasets().stream().map(DatasetInfo::id).toList());
    long start = System.nanoTime();
    Dataset dataset = datasets.open(request());
    PrintWriter out = spec.commandLine().getOut();
    double seconds = (System.nanoTime() - start) / 1e9;
    out.println(
        Text.format(
            "%s at %d px: %,d training images, opened in %.2f s",
            id, imageSize, dataset.train().size(), seconds));
    for (Augmentation augmentation : AUGMENTATIONS) {
      double rate = ReadingSpeed.median(dataset, augmentation, count, repeats);
      out.println(
          Text.format(
              "  augmentation %-6s %,8.0f images/s on one core", augmentation.label(), rate));
      out.flush();
    }
    return ExitCode.DONE;
  }

  private DatasetRequest request() {
    return new DatasetRequest(
        id,
        Optional.ofNullable(root),
        imageSize,
        DatasetRequest.PAPER_CROP,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Fit.CROP,
        true);
  }
}
