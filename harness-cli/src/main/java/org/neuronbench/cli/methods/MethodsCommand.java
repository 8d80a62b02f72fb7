package org.neuronbench.cli.methods;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.neuronbench.cli.project.NewProject;
import org.neuronbench.cli.project.ProjectTemplate;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.cli.workbench.PluginDetails;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.Text;
import org.neuronbench.core.strategies.MethodInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.reports.text.Escape;
import org.neuronbench.reports.text.TextStyle;
import org.neuronbench.reports.text.TextStyle.Tone;
import org.neuronbench.reports.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the methods at hand. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | describe ID | new NAME | verify JAR)",
    subcommands = MethodsVerifyCommand.class,
    description = "Show the methods that experiments can name: what steps learn from.")
public final class MethodsCommand implements Runnable {

  private static final String INDENT = "    ";

  @Spec CommandSpec spec;

  @Override
  public void run() {
    list(new PluginOptions(), false);
  }

  /** Prints a method a line, with what it does. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the methods: what each takes part in, its version, and what it does.",
      footer = {"", "Example:  ./neuronbench methods list --plugins target/my-method-1.0.0.jar"})
  int list(
      @Mixin PluginOptions plugins,
      @Option(names = "--strict", description = "End with exit code 1 if a plug-in was not loaded.")
          boolean strict) {
    PrintWriter out = spec.commandLine().getOut();
    StrategyRegistry loaded = plugins.workbench().strategies();
    Collection<MethodInfo> methods = loaded.methods().methods();
    TextStyle style = Terminal.of(spec).style();
    TextTable table = new TextTable(Set.of(0, 1, 2, 3), List.of("ID", "RULES", "VERSION", "JAR"));
    methods.forEach(
        info ->
            table.row(
                List.of(
                    Escape.terminal(info.id()),
                    String.join(", ", info.ruleNames()),
                    Escape.terminal(info.origin().version()),
                    Escape.terminal(info.origin().name()))));
    List<String> rows = table.lines();
    out.println(rows.get(0));
    int row = 1;
    for (MethodInfo info : methods) {
      out.println(rows.get(row++));
      style
          .wrap(INDENT + Escape.terminal(info.description()), INDENT)
          .forEach(line -> out.println(style.paint(Tone.FAINT, line)));
    }
    out.println(Text.format("%nWhat one lets you set: ./neuronbench methods describe ID"));
    PluginDetails.printRejected(out, loaded);
    return strict && !loaded.rejections().isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** Writes a project. */
  @Command(
      name = "new",
      description = {
        "Write a Maven project for a method of your own: what steps learn from.",
        "",
        "It holds a class that works, its service entry, a conformance test, an experiment, and a",
        "README with the commands that build, verify and run it."
      },
      footer = {
        "",
        "Exit codes: 0 written, 2 wrong use, or the folder is there already.",
        "",
        "Example:  ./neuronbench methods new my-method"
      })
  int create(@Mixin NewProject project) {
    List<String> builtIn =
        new Workbench().strategies().methods().methods().stream().map(MethodInfo::id).toList();
    project.write(ProjectTemplate.Kind.METHOD, builtIn, spec.commandLine().getOut());
    return ExitCode.DONE;
  }

  /** Prints everything a method declares. */
  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = "Show what a method does, and lets an experiment set.",
      footer = {"", "Example:  ./neuronbench methods describe instance-filter"})
  int describe(
      @Mixin PluginOptions plugins,
      @Parameters(paramLabel = "ID", description = "Such as instance-filter.") String id) {
    PrintWriter out = spec.commandLine().getOut();
    StrategyRegistry loaded = plugins.workbench().strategies();
    List<String> ids = loaded.methods().methods().stream().map(MethodInfo::id).toList();
    MethodInfo info = loaded.methods().info(Names.known("method", id, ids, loaded::whyNot));
    out.println(info.id());
    out.println("  " + info.description());
    out.println("  rules:      " + String.join(", ", info.ruleNames()));
    PluginDetails.print(out, "methods", info.id(), info.origin(), info.parameters());
    return ExitCode.DONE;
  }
}
