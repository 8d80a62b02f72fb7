package org.neuronbench.cli.strategies;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.project.ProjectName;
import org.neuronbench.cli.project.ProjectTemplate;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.strategies.StrategyInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the project of a new strategy. */
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
final class StrategiesNewCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      description = "The strategy's id, such as my-idea: lower-case words joined by hyphens.")
  String name = "";

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where to write the project, a new or empty folder. Default: NAME.")
  @Nullable Path directory;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "Package of the class, and the project's group. Default: org.example.NAME.")
  @Nullable String javaPackage;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      defaultValue = "1.0.0",
      description = "Version of the jar. Default: ${DEFAULT-VALUE}.")
  String version = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    ProjectName project =
        new ProjectName(
            name,
            Optional.ofNullable(javaPackage).orElseGet(() -> ProjectName.packageFor(name)),
            version);
    requireNotBuiltIn();
    Path folder = Optional.ofNullable(directory).orElseGet(() -> Path.of(name));
    new ProjectTemplate(project, home()).write(folder);
    say(folder);
    return ExitCode.DONE;
  }

  private void requireNotBuiltIn() {
    if (new Workbench()
        .strategies().strategies().stream().map(StrategyInfo::id).anyMatch(name::equals)) {
      throw new InputException(
          Text.format("'%s' is a built-in strategy; give yours another name", name));
    }
  }

  private static String home() {
    return Optional.ofNullable(System.getProperty(PluginOptions.HOME))
        .orElse("/path/to/neuronbench");
  }

  private void say(Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Text.format("Wrote the project of '%s' to %s", name, folder));
    out.println("  its class:  look for CHANGE ME in src/main/java");
    out.println(Text.format("  next:       cd %s, and the three commands in README.md", folder));
  }
}
