package org.neuronbench.cli.strategies;

import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbench.cli.project.NewProject;
import org.neuronbench.cli.project.ProjectTemplate;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.strategies.StrategyInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin NewProject project = new NewProject();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    List<String> builtIn =
        new Workbench().strategies().strategies().stream().map(StrategyInfo::id).toList();
    project.write(ProjectTemplate.Kind.STRATEGY, builtIn, spec.commandLine().getOut());
    return ExitCode.DONE;
  }
}
