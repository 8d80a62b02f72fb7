package org.neuronbench.benchmarks;

import java.util.List;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.Precision;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What all contestants share. */
final class BenchSettings {

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
      showDefaultValue = Visibility.NEVER)
  int threads = Runtime.getRuntime().availableProcessors();

  void check() {
    requirePositive("--steps", steps);
    requirePositive("--batch", batch);
    requirePositive("--image-size", imageSize);
    requirePositive("--threads", threads);
  }

  static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new InputException(Text.format("%s: must be 1 or more, not %d", option, value));
    }
  }

  /** Returns the options that a contestant's process is given. */
  List<String> options(String network, BenchCase benchCase, Precision precision) {
    return List.of(
        "--network=" + network,
        "--case=" + benchCase.id(),
        "--precision=" + precision.id(),
        "--batch=" + batch,
        "--image-size=" + imageSize,
        "--threads=" + threads,
        "--steps=" + steps);
  }
}
