package org.neuronbench.cli.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.neuronbench.core.CacheFolder;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.imports.ImportRequest;
import org.neuronbench.models.imports.ImportedWeights;
import org.neuronbench.models.imports.PublishedWeights;
import org.neuronbench.models.imports.WeightImport;
import org.neuronbench.models.weights.SafetensorsReader;
import org.neuronbench.models.weights.WeightFacts;

/** Shows weight files. */
final class WeightsShown {

  private static final String SUFFIX = ".safetensors";

  private WeightsShown() {}

  static void list(PrintWriter out) {
    out.println();
    out.println("Weights that 'models fetch' knows, with the accuracy that is claimed:");
    for (PublishedWeights weights : PublishedWeights.ALL) {
      out.printf(
          Locale.ROOT,
          "  %-24s %-14s %6.1f MB  %s%n",
          weights.name(),
          weights.model(),
          weights.megabytes(),
          weights
              .claim()
              .map(c -> Text.format("ImageNet top-1 %.2f %%", c.top1()))
              .orElse("no accuracy stated"));
    }
    Path folder = CacheFolder.models();
    List<Path> files = files(folder);
    out.println();
    out.printf(Locale.ROOT, "Weights in %s:%s%n", folder, files.isEmpty() ? " none" : "");
    files.forEach(file -> line(out, file));
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(SUFFIX) && !f.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be read: %s", folder, e), e);
    }
  }

  private static void line(PrintWriter out, Path file) {
    String told;
    try {
      WeightFacts facts = new WeightFacts(file.toString(), SafetensorsReader.metadata(file));
      String claimed = facts.claimed();
      told = claimed == null ? "no accuracy stated" : claimed;
    } catch (InputException e) {
      told = "damaged";
    }
    out.printf(Locale.ROOT, "  %-44s %s%n", file.getFileName(), told);
  }

  /** Prints what a file says of itself, and which network it is. */
  static void describe(PrintWriter out, Path file) {
    out.println(file);
    try {
      ImportedWeights weights = WeightImport.run(ImportRequest.of(file));
      out.println("  " + weights.report().summary());
      long parameters = weights.tensors().values().stream().mapToLong(t -> t.values().length).sum();
      out.printf(Locale.ROOT, "  %,d numbers%n", parameters);
      weights.report().remarks().forEach(remark -> out.println("  " + remark));
      facts(out, new WeightFacts("", weights.metadata()).shown());
    } catch (InputException e) {
      if (!file.toString().endsWith(SUFFIX)) {
        throw e;
      }
      facts(out, new WeightFacts("", SafetensorsReader.metadata(file)).shown());
      throw e;
    }
  }

  static void facts(PrintWriter out, Map<String, String> facts) {
    facts.forEach((key, value) -> out.printf(Locale.ROOT, "  %-14s %s%n", key, value));
  }
}
