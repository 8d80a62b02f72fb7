package org.neuronbench.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.neuronbench.cli.bench.BenchCommand;
import org.neuronbench.cli.bench.BenchWorkerCommand;
import org.neuronbench.core.InputException;
import org.neuronbench.core.plugins.ExitGuard;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The entry point. Exit codes: 0 done, 1 a run or check failed, 2 wrong use or input, 4 a plug-in
 * called exit.
 */
@Command(
    name = "neuronbench",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = {
      "Fine-tunes pretrained CNNs while updating only the neurons that a strategy selects,",
      "and ranks the strategies."
    },
    footer = {
      "",
      "Start with:  ./neuronbench run examples/quickstart.yaml",
      "",
      "Exit codes: 0 done, 1 a run or check failed, 2 wrong use or unusable input, 4 a plug-in called",
      "System.exit."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      LeaderboardCommand.class,
      ResultsCommand.class,
      CompareCommand.class,
      BaselineCommand.class,
      SeedsNeededCommand.class,
      CompareRatesCommand.class,
      StrategiesCommand.class,
      ModelsCommand.class,
      DatasetsCommand.class,
      PretrainCommand.class,
      ReplayCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      BenchWorkerCommand.class,
    })
public final class Main {

  /** The property that says whether standard output is a terminal; the launcher sets it. */
  static final String TERMINAL = "neuronbench.terminal";

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  /**
   * Runs a command and exits.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    new HarnessThread(() -> run(args)).start();
  }

  @SuppressWarnings("IllegalCatch") // the process ends with a code of its own, whatever happens
  private static void run(String... args) {
    int code = FAILED;
    try {
      CommandLine command = commandLine();
      ExitGuard.install(line -> command.getErr().println("neuronbench: " + line));
      code = command.execute(args);
      command.getOut().flush(); // only println flushes by itself
      command.getErr().flush();
    } catch (Error e) {
      e.printStackTrace(System.err);
    } finally {
      ExitGuard.exit(code);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionStrategy(Main::execute)
        .setExecutionExceptionHandler(Main::explain);
  }

  private static int execute(ParseResult parsed) {
    CommandLine main = parsed.commandSpec().commandLine();
    PluginOutput output =
        PluginOutput.capture(main.getOut(), main.getErr(), Boolean.getBoolean(TERMINAL));
    try {
      return new CommandLine.RunLast().execute(parsed);
    } finally {
      output.release();
    }
  }

  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof InputException) {
      command.getErr().println("neuronbench: " + e.getMessage());
      return WRONG_USE;
    }
    throw e;
  }
}
