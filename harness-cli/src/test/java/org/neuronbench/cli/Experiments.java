package org.neuronbench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Experiment files of a few images. */
public final class Experiments {

  private Experiments() {}

  public static Path tiny(Path folder) {
    return write(
        folder,
        """
        name: tiny
        models: [micro]
        datasets: [{id: shapes, train-limit: 42, test-limit: 20}]
        strategies: [velocity-per-parameter, random, head-only]
        budgets: [20%]
        seeds: [3]
        training: {epochs: 2, batch: 16, velocity-images: 4, augmentation: flip, threads: 1}
        """);
  }

  public static Path write(Path folder, String text) {
    try {
      return Files.writeString(folder.resolve("tiny.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
