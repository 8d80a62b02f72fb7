package org.neuronbench.cli.results;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.reports.AtomicFile;
import org.neuronbench.reports.compare.Baselines;
import org.neuronbench.reports.compare.CompareJson;
import org.neuronbench.reports.compare.CompareJunit;
import org.neuronbench.reports.compare.CompareMarkdown;
import org.neuronbench.reports.compare.CompareSettings;
import org.neuronbench.reports.compare.CompareText;
import org.neuronbench.reports.compare.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares results with a baseline. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compare results with a baseline: worse, better, equivalent or undecided, entry by entry.",
      "",
      "An entry is a model, dataset, budget and strategy. Its final test top-1 is paired by seed:",
      "worse means that the drop is more than chance and at least the margin, or that a cell which",
      "was ok fails now. See docs/compare.md."
    },
    footer = {
      "",
      "Exit codes: 0 every entry was judged and none is worse, 1 something is worse, 2 wrong use,",
      "3 an entry is undecided or missing (0 with --lenient).",
      "",
      "Example:  ./neuronbench compare main results/quickstart --markdown comparison.md"
    })
public final class CompareCommand implements Callable<Integer> {

  static final int UNDECIDED = 3;

  @Parameters(
      index = "0",
      paramLabel = "BASELINE",
      description = "What was before: a folder of results, or the name of a saved baseline.")
  String baseline = "";

  @Parameters(
      index = "1",
      paramLabel = "CURRENT",
      description = "What is now: a folder of results, or the name of a saved baseline.")
  String current = "";

  @Option(
      names = "--margin",
      paramLabel = "POINTS",
      description =
          "The smallest change of accuracy that matters, in percentage points (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "" + CompareSettings.DEFAULT_MARGIN)
  double margin;

  @Option(
      names = "--max-cost-increase",
      paramLabel = "PERCENT",
      description =
          "Call an entry worse if its executed MACs or parameters updated grow by more; without it"
              + " costs are shown and not judged.")
  @Nullable Double maxCostIncrease;

  @Option(
      names = "--across-settings",
      description =
          "Compare entries also where weights, data, recipe or the harness's numerics changed. Otherwise"
              + " only the engine's numerics and threads may differ.")
  boolean acrossSettings;

  @Option(
      names = "--lenient",
      description = "Exit with 0, not 3, if an entry is undecided or missing and none is worse.")
  boolean lenient;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table as Markdown.")
  @Nullable Path markdown;

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything as JSON.")
  @Nullable Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write JUnit XML: a test per entry, for CI services.")
  @Nullable Path junit;

  @Option(
      names = "--baselines",
      paramLabel = "DIR",
      description = "Where baselines are kept (default: ${DEFAULT-VALUE}).",
      defaultValue = "baselines")
  Path baselines = Baselines.DEFAULT_FOLDER;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Baselines saved = new Baselines(baselines);
    Comparison comparison =
        Comparison.of(
            ResultFolders.side(baseline, saved), ResultFolders.side(current, saved), settings());
    write(markdown, CompareMarkdown.render(comparison));
    write(json, CompareJson.render(comparison));
    write(junit, CompareJunit.render(comparison, lenient));
    out.print(CompareText.render(comparison, Terminal.of(spec).style()));
    out.flush();
    if (comparison.regressed()) {
      return ExitCode.FAILED;
    }
    return !lenient && comparison.undecided() ? UNDECIDED : ExitCode.DONE;
  }

  private CompareSettings settings() {
    return new CompareSettings(
        margin,
        maxCostIncrease == null ? OptionalDouble.empty() : OptionalDouble.of(maxCostIncrease),
        acrossSettings,
        Metrics.STANDARD);
  }

  private static void write(@Nullable Path file, String text) {
    if (file != null) {
      AtomicFile.write(file.toAbsolutePath(), target -> Files.writeString(target, text));
    }
  }
}
