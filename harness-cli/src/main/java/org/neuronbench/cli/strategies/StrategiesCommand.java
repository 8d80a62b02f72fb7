package org.neuronbench.cli.strategies;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.neuronbench.cli.project.NewProject;
import org.neuronbench.cli.project.ProjectTemplate;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.cli.workbench.PluginDetails;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.Signal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the strategies at hand. */
@Command(
    name = "strategies",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | describe ID | new NAME | verify JAR | rank-layers FILE)",
    description = "Show the strategies that experiments can name, and help to write others.",
    subcommands = {StrategiesVerifyCommand.class, RankLayersCommand.class})
public final class StrategiesCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    list(new PluginOptions(), false, false, false);
  }

  /** Prints a line per strategy. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "List the strategies: version, SPI they were built against, hash, jar and what they do; and "
            + "what was not loaded, with the reason."
      },
      footer = {
        "",
        "Exit codes: 0 listed, 1 with --strict if something was not loaded, 2 wrong use, 4 a "
            + "plug-in called System.exit.",
        "",
        "Example:  ./neuronbench strategies list --plugins target/my-idea-1.0.0.jar"
      })
  int list(
      @Mixin PluginOptions plugins,
      @Option(names = "--wide", description = "Show whole hashes and paths.") boolean wide,
      @Option(names = "--csv", description = "Print CSV, for programs.") boolean csv,
      @Option(names = "--strict", description = "End with exit code 1 if one was not loaded.")
          boolean strict) {
    PrintWriter out = spec.commandLine().getOut();
    StrategyRegistry strategies = plugins.workbench().strategies();
    StrategyTable table = new StrategyTable(strategies);
    if (csv) {
      table.printCsv(out);
    } else {
      table.print(out, wide, Terminal.of(spec));
    }
    return strict && !strategies.rejections().isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** Writes a project. */
  @Command(
      name = "new",
      description = {
        "Write a Maven project for a strategy of your own.",
        "",
        "It holds a class that works, its service entry, a conformance test, an experiment, and a",
        "README with the commands that build, verify and run it."
      },
      footer = {
        "",
        "Exit codes: 0 written, 2 wrong use, or the folder is there already.",
        "",
        "Example:  ./neuronbench strategies new my-idea"
      })
  int create(@Mixin NewProject project) {
    List<String> builtIn =
        new Workbench().strategies().strategies().stream().map(StrategyInfo::id).toList();
    project.write(ProjectTemplate.Kind.STRATEGY, builtIn, spec.commandLine().getOut());
    return ExitCode.DONE;
  }

  /** Prints everything a strategy declares. */
  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = "Show what a strategy does, measures, and lets an experiment set.",
      footer = {"", "Example:  ./neuronbench strategies describe velocity"})
  int describe(
      @Mixin PluginOptions plugins,
      @Parameters(paramLabel = "ID", description = "Such as velocity.") String id) {
    PrintWriter out = spec.commandLine().getOut();
    StrategyRegistry strategies = plugins.workbench().strategies();
    List<String> ids = strategies.strategies().stream().map(StrategyInfo::id).toList();
    StrategyInfo info = strategies.info(Names.known("strategy", id, ids, strategies::whyNot));
    out.println(info.id());
    out.println("  " + info.description());
    out.println("  budget:     " + (info.usesBudget() ? "bounds every epoch" : "not used"));
    out.println("  measures:   " + signals(info));
    PluginDetails.print(out, "strategies", info.id(), info.origin(), info.parameters());
    return ExitCode.DONE;
  }

  private static String signals(StrategyInfo info) {
    return info.signals().isEmpty()
        ? "nothing"
        : info.signals().stream().map(Signal::id).sorted().collect(Collectors.joining(", "));
  }
}
