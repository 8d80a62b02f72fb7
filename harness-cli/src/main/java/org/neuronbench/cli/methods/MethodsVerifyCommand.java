package org.neuronbench.cli.methods;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.GivenPlugins;
import org.neuronbench.cli.workbench.VerificationTable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.plugins.PluginFailure;
import org.neuronbench.core.strategies.MethodInfo;
import org.neuronbench.core.strategies.MethodRegistry;
import org.neuronbench.spi.method.TrainingMethod;
import org.neuronbench.testkit.CheckResult.Verdict;
import org.neuronbench.testkit.MethodCheck;
import org.neuronbench.testkit.MethodResult;
import org.neuronbench.testkit.MethodSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the checks for methods on jars. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check that a jar's methods keep to what is asked of every method.",
      "",
      "That is: answers that make sense, parameters, repeatability, going on from a state, other",
      "languages, and leaving alone what they are shown. Needs no build and no data, and trains",
      "nothing. The jar's code runs: verify what you trust."
    },
    footer = {
      "",
      "Exit codes: 0 everything passed, 1 a check failed, or one of several methods could not be",
      "loaded, 2 wrong use, or there is nothing to verify, 4 a plug-in called System.exit.",
      "",
      "Example:  ./neuronbench methods verify target/my-method-1.0.0.jar"
    })
final class MethodsVerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "JAR", arity = "1..*", description = "Jars, or folders of jars.")
  List<Path> jars = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Set a parameter of the method for every check. May be repeated.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    GivenPlugins given = GivenPlugins.load(jars);
    List<MethodInfo> own =
        given.registry().methods().methods().stream()
            .filter(info -> given.hold(info.origin()))
            .toList();
    if (own.isEmpty()) {
      throw new InputException("There is no method to verify" + given.registry().whyNot(""));
    }
    own.forEach(info -> GivenPlugins.requireDeclared(info.id(), info.parameters(), parameters));
    boolean passed = given.allLoaded(spec.commandLine().getErr());
    VerificationTable table = new VerificationTable(spec.commandLine().getOut());
    for (MethodInfo info : own) {
      table.begin(info.id(), info.origin());
      List<Verdict> verdicts = verify(info.id(), given.registry().methods(), table);
      table.end(verdicts);
      passed &= verdicts.stream().allMatch(verdict -> verdict == Verdict.PASSED);
    }
    return passed ? ExitCode.DONE : ExitCode.FAILED;
  }

  private List<Verdict> verify(String id, MethodRegistry methods, VerificationTable table) {
    MethodSuite suite = MethodSuite.of(() -> create(id, methods)).withParameters(parameters);
    List<Verdict> verdicts = Collections.synchronizedList(new ArrayList<>());
    Consumer<MethodResult> ended =
        result -> {
          verdicts.add(result.verdict());
          table.print(result);
        };
    // The suite gives up by itself before; this is for what hangs so badly that it cannot.
    Duration whole = MethodSuite.LIMIT.multipliedBy(MethodCheck.values().length + 1L);
    try {
      methods.calls(id, whole).call(() -> suite.run(ended));
    } catch (PluginFailure e) {
      List<MethodCheck> left = Stream.of(MethodCheck.values()).skip(verdicts.size()).toList();
      for (MethodCheck check : left) {
        ended.accept(
            check == left.get(0)
                ? new MethodResult(check, Verdict.FAILED, e.words())
                : new MethodResult(check, Verdict.NOT_RUN, "the check before it broke off"));
      }
    }
    return verdicts;
  }

  private static TrainingMethod create(String id, MethodRegistry methods) {
    try {
      return methods.create(id);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("its constructor threw " + e.getCause(), e);
    }
  }
}
