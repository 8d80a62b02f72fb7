package org.neuronbench.cli.methods;

import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbench.cli.project.NewProject;
import org.neuronbench.cli.project.ProjectTemplate;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.strategies.MethodInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the project of a new method. */
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
final class MethodsNewCommand implements Callable<Integer> {

  @Mixin NewProject project = new NewProject();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    List<String> builtIn =
        new Workbench().strategies().methods().methods().stream().map(MethodInfo::id).toList();
    project.write(ProjectTemplate.Kind.METHOD, builtIn, spec.commandLine().getOut());
    return ExitCode.DONE;
  }
}
