package org.neuronbench.cli.methods;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.plugins.PluginFailure;
import org.neuronbench.core.plugins.PluginLocations;
import org.neuronbench.core.plugins.PluginText;
import org.neuronbench.core.strategies.MethodInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
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

  private static final String LINE = "  %-10s  %-16s  %s";
  private static final String DETAIL = "  %-10s  %-16s    %s: %s";

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
    PluginLocations locations = Workbench.builtIn();
    List<Path> builtIn = locations.plugins();
    jars.forEach(jar -> locations.required("JAR", jar));
    StrategyRegistry registry = StrategyRegistry.load(locations.plugins());
    List<MethodInfo> own =
        registry.methods().methods().stream()
            .filter(info -> !builtIn.contains(info.origin().path()) || given(info.origin().path()))
            .toList();
    if (own.isEmpty()) {
      throw new InputException("There is no method to verify" + registry.whyNot(""));
    }
    own.forEach(this::requireDeclared);
    registry
        .rejections()
        .forEach(r -> spec.commandLine().getErr().println("not loaded: " + r.line()));
    boolean passed = registry.rejections().isEmpty();
    for (MethodInfo info : own) {
      passed &= verify(info, registry);
    }
    return passed ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** A built-in method's own jar may be verified too. */
  private boolean given(Path plugin) {
    return jars.stream().anyMatch(jar -> jar.toAbsolutePath().equals(plugin.toAbsolutePath()));
  }

  /** What a parameter may be is told before any check runs. */
  private void requireDeclared(MethodInfo info) {
    try {
      org.neuronbench.spi.Parameters.of(info.parameters(), parameters);
    } catch (IllegalArgumentException e) {
      throw new InputException(Text.format("--set for %s: %s", info.id(), e.getMessage()), e);
    }
  }

  private boolean verify(MethodInfo info, StrategyRegistry registry) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Text.format(
            "%s %s (%s, SHA-256 %s)",
            info.id(), info.origin().version(), info.origin().name(), info.hash()));
    MethodSuite suite =
        MethodSuite.of(() -> create(info.id(), registry)).withParameters(parameters);
    Duration whole = MethodSuite.LIMIT.multipliedBy(MethodCheck.values().length + 1L);
    List<MethodResult> results = Collections.synchronizedList(new ArrayList<>());
    try {
      registry
          .methods()
          .calls(info.id(), whole)
          .call(
              () ->
                  suite.run(
                      result -> {
                        results.add(result);
                        print(result);
                      }));
    } catch (PluginFailure e) {
      List.of(MethodCheck.values()).stream()
          .skip(results.size())
          .map(check -> new MethodResult(check, Verdict.FAILED, e.words()))
          .toList()
          .forEach(
              result -> {
                results.add(result);
                print(result);
              });
    }
    long passed = results.stream().filter(r -> r.verdict() == Verdict.PASSED).count();
    out.println(Text.format("%d of %d checks passed", passed, MethodCheck.values().length));
    out.flush();
    return passed == MethodCheck.values().length;
  }

  private void print(MethodResult result) {
    PrintWriter out = spec.commandLine().getOut();
    MethodCheck check = result.check();
    switch (result.verdict()) {
      case PASSED -> out.println(Text.format(LINE, "passed", check.id(), check.title()));
      case FAILED -> {
        out.println(Text.format(LINE, "FAILED", check.id(), check.title()));
        out.println(Text.format(DETAIL, "", "", "came back", PluginText.line(result.found())));
        out.println(Text.format(DETAIL, "", "", "matters", check.reason()));
      }
      default -> {
        out.println(Text.format(LINE, "not judged", check.id(), check.title()));
        out.println(Text.format(DETAIL, "", "", "why", PluginText.line(result.found())));
      }
    }
    out.flush();
  }

  private static TrainingMethod create(String id, StrategyRegistry registry) {
    try {
      return registry.methods().create(id);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("its constructor threw " + e.getCause(), e);
    }
  }
}
