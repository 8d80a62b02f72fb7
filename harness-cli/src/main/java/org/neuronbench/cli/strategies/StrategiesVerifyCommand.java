package org.neuronbench.cli.strategies;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.GivenPlugins;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.cli.workbench.TimeConverter;
import org.neuronbench.cli.workbench.VerificationTable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.testkit.Check;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.CheckResult.Verdict;
import org.neuronbench.testkit.ConformanceSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the conformance suite on jars. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check that a jar's strategies keep to what is asked of every strategy.",
      "",
      "That is: budget, repeatability, declared parameters and signals, odd networks and",
      "observations, other starts of Java and other languages, speed. Each check is printed as it",
      "ends. Needs no build and no data, and trains nothing. The jar's code runs: verify what you",
      "trust."
    },
    footer = {
      "",
      "Exit codes: 0 everything passed, 1 a check failed or was not run, or one of several strategies",
      "could not be loaded, 2 wrong use, or there is nothing to verify: no plug-in, or none of it can",
      "be loaded, 4 a plug-in called System.exit.",
      "",
      "Example:  ./neuronbench strategies verify target/my-idea-1.0.0.jar"
    })
final class StrategiesVerifyCommand implements Callable<Integer> {

  /** What was not run may be wrong. */
  private static final Set<Verdict> BAD = EnumSet.of(Verdict.FAILED, Verdict.NOT_RUN);

  @Parameters(paramLabel = "JAR", arity = "0..*", description = "Jars, or folders of jars.")
  List<Path> jars = new ArrayList<>();

  @Option(
      names = "--strategy",
      paramLabel = "ID",
      description = "Verify this one only. May be repeated. Default: all of the jar.")
  List<String> ids = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Set a parameter of the strategy for every check. May be repeated.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--check",
      paramLabel = "CHECK",
      description = "Run this check only. May be repeated. Default: all.")
  List<String> checks = new ArrayList<>();

  @Option(
      names = "--call-limit",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Time that one call into the strategy may take; a check with a longer one has failed. "
              + "Such as 90s. Default: 10s.")
  Duration callLimit = ConformanceSuite.CALL_LIMIT;

  @Option(
      names = "--limit",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Time for all checks of a strategy; those left then are not run, which is a failure. "
              + "Default: 10m.")
  Duration limit = ConformanceSuite.LIMIT;

  @Option(names = "--list", description = "List the checks and why they matter; verify nothing.")
  boolean list;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    VerificationTable table = new VerificationTable(spec.commandLine().getOut());
    if (list) {
      table.requirements(List.of(Check.values()));
      return ExitCode.DONE;
    }
    if (jars.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'JAR'");
    }
    List<Check> wanted = wantedChecks();
    return verify(table, wanted, GivenPlugins.load(jars)) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean verify(VerificationTable table, List<Check> wanted, GivenPlugins given) {
    List<StrategyInfo> strategies = wantedStrategies(given);
    strategies.forEach(
        info -> GivenPlugins.requireDeclared(info.id(), info.parameters(), parameters));
    boolean passed = given.allLoaded(spec.commandLine().getErr());
    Verification verification = new Verification(given.registry(), parameters, callLimit, limit);
    for (StrategyInfo info : strategies) {
      table.begin(info.id(), info.origin());
      List<CheckResult> results = verification.run(info.id(), wanted, table::print);
      List<Verdict> verdicts = results.stream().map(CheckResult::verdict).toList();
      table.end(verdicts);
      passed &= verdicts.stream().noneMatch(BAD::contains);
    }
    return passed;
  }

  private List<Check> wantedChecks() {
    List<String> known = Stream.of(Check.values()).map(Check::id).toList();
    checks.forEach(id -> Names.known("check", id, known));
    return Arrays.stream(Check.values())
        .filter(check -> checks.isEmpty() || checks.contains(check.id()))
        .toList();
  }

  private List<StrategyInfo> wantedStrategies(GivenPlugins given) {
    StrategyRegistry registry = given.registry();
    List<StrategyInfo> own =
        registry.strategies().stream().filter(info -> given.hold(info.origin())).toList();
    if (own.isEmpty() && ids.isEmpty()) {
      throw new InputException("There is no strategy to verify" + registry.whyNot(""));
    }
    List<String> known = own.stream().map(StrategyInfo::id).toList();
    ids.stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new InputException(
                  Text.format(
                      "There is no strategy '%s' in %s, only %s%s",
                      id, jars, known, registry.whyNot(id)));
            });
    return own.stream().filter(info -> ids.isEmpty() || ids.contains(info.id())).toList();
  }
}
