package org.neuronbench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.ParameterSpec;
import org.neuronbench.spi.Signal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the strategies at hand. */
@Command(
    name = "strategies",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | describe ID)",
    description = "Show the strategies that experiments can name.")
final class StrategiesCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    list();
  }

  /** Prints a line per strategy. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the strategies, and what was not loaded with the reason.")
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    StrategyRegistry strategies = new Workbench().strategies();
    for (StrategyInfo info : strategies.strategies()) {
      out.printf("%-24s %s%n", info.id(), info.description());
    }
    strategies.rejections().forEach(r -> out.println("not loaded: " + r.line()));
    return Main.DONE;
  }

  /** Prints everything a strategy declares. */
  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = "Show what a strategy does, measures, and lets an experiment set.")
  int describe(@Parameters(paramLabel = "ID", description = "Such as velocity.") String id) {
    PrintWriter out = spec.commandLine().getOut();
    StrategyRegistry strategies = new Workbench().strategies();
    StrategyInfo info =
        strategies.info(
            Names.known(
                "strategy", id, strategies.strategies().stream().map(StrategyInfo::id).toList()));
    out.println(info.id());
    out.println("  " + info.description());
    out.println("  budget:     " + (info.usesBudget() ? "bounds every epoch" : "not used"));
    out.println("  measures:   " + signals(info));
    out.println("  from:       %s (SHA-256 %s)".formatted(info.origin().name(), info.hash()));
    if (info.parameters().isEmpty()) {
      out.println("  parameters: none");
    } else {
      parameters(out, info.parameters());
      out.printf(
          "  In an experiment:  strategies: [{id: %s, %s: %s}]%n",
          info.id(), info.parameters().get(0).name(), info.parameters().get(0).defaultValue());
    }
    return Main.DONE;
  }

  private static String signals(StrategyInfo info) {
    return info.signals().isEmpty()
        ? "nothing"
        : info.signals().stream().map(Signal::id).sorted().collect(Collectors.joining(", "));
  }

  private static void parameters(PrintWriter out, List<ParameterSpec> parameters) {
    out.println("  parameters:");
    for (ParameterSpec spec : parameters) {
      String value = spec.defaultValue().toString();
      out.printf(
          "    %s: %s (default %s)%n      %s%n",
          spec.name(), spec.allowed(), value.isEmpty() ? "empty" : value, spec.help());
    }
  }
}
