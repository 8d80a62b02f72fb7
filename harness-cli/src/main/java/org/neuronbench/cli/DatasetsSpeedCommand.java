package org.neuronbench.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.BuiltInDatasets;
import org.neuronbench.spi.RandomStream;
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
  private static final double NANOS = 1e9;

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
    out.printf(
        Locale.ROOT,
        "%s at %d px: %,d training images, opened in %.2f s%n",
        id,
        imageSize,
        dataset.train().size(),
        (System.nanoTime() - start) / NANOS);
    for (Augmentation augmentation : AUGMENTATIONS) {
      out.printf(
          Locale.ROOT,
          "  augmentation %-6s %,8.0f images/s on one core%n",
          augmentation.label(),
          median(dataset.augmented(augmentation), dataset));
    }
    return Main.DONE;
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

  private double median(AugmentedImages images, Dataset dataset) {
    measure(images, dataset, 0);
    double[] rates = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      rates[i] = measure(images, dataset, i + 1);
    }
    java.util.Arrays.sort(rates);
    return rates[repeats / 2];
  }

  private double measure(AugmentedImages images, Dataset dataset, int epoch) {
    RandomStream random = new RandomStream(0).split(epoch);
    byte[] pixels = new byte[dataset.train().imageBytes()];
    long start = processorNanos();
    for (int i = 0; i < count; i++) {
      int index = i % dataset.train().size();
      images.read(index, random.split(i), pixels, 0);
    }
    return count / ((processorNanos() - start) / NANOS);
  }

  /** Time of this thread's own, which other processes do not lengthen. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
