package org.neuronbench.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neuronbench.benchmarks.BenchCommand;
import org.neuronbench.benchmarks.BenchWorkerCommand;
import org.neuronbench.benchmarks.CompareRatesCommand;
import org.neuronbench.cli.datasets.DatasetsCommand;
import org.neuronbench.cli.methods.MethodsCommand;
import org.neuronbench.cli.models.ModelsCommand;
import org.neuronbench.cli.models.PretrainCommand;
import org.neuronbench.cli.results.BaselineCommand;
import org.neuronbench.cli.results.CompareCommand;
import org.neuronbench.cli.results.LeaderboardCommand;
import org.neuronbench.cli.results.ResultsCommand;
import org.neuronbench.cli.results.SeedsNeededCommand;
import org.neuronbench.cli.run.DoctorCommand;
import org.neuronbench.cli.run.PlanCommand;
import org.neuronbench.cli.run.ReplayCommand;
import org.neuronbench.cli.run.RunCommand;
import org.neuronbench.cli.strategies.StrategiesCommand;
import org.neuronbench.cli.terminal.Paragraphs;
import org.neuronbench.cli.terminal.PluginOutput;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.HarnessThread;
import org.neuronbench.cli.workbench.VersionProvider;
import org.neuronbench.core.InputException;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.SettingsReference;
import org.neuronbench.core.plugins.ExitGuard;
import org.neuronbench.reports.text.TextStyle.Tone;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/**
 * The entry point. Exit codes: 0 done, 1 a run or check failed, 2 wrong use or input, 3 compare
 * could not judge, 4 a plug-in ended the process, 130 stopped.
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
      "Exit codes: 0 done, 1 a run or check failed, 2 wrong use or unusable input, 3 compare "
          + "could not judge an entry, 4 a plug-in called System.exit, "
          + "130 stopped by Ctrl-C."
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
      MethodsCommand.class,
      ModelsCommand.class,
      DatasetsCommand.class,
      PretrainCommand.class,
      ReplayCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      BenchWorkerCommand.class,
    })
public final class Main implements Terminal.Owner {

  /** Picocli lays out no help for less. */
  private static final int NARROWEST_HELP = 55;

  private final Terminal terminal;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Terminal terminal() {
    return terminal;
  }

  /** Runs a command and exits. */
  public static void main(String[] args) {
    new HarnessThread(() -> run(args)).start();
  }

  @SuppressWarnings("IllegalCatch") // the process ends with a code of its own, whatever happens
  private static void run(String... args) {
    int code = ExitCode.FAILED;
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

  public static CommandLine commandLine() {
    return commandLine(Terminal.system());
  }

  public static CommandLine commandLine(Terminal terminal) {
    CommandLine command = new CommandLine(new Main(terminal));
    Paragraphs.join(command);
    addSettings(command, "run", "plan");
    return command
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(colours(terminal))
        .setHelpFactory(Main::help)
        .setPosixClusteredShortOptionsAllowed(false) // -quiet is one word with a dash too few
        .setParameterExceptionHandler(WrongUse::explain)
        .setExecutionStrategy(Main::execute)
        .setExecutionExceptionHandler(Main::explain);
  }

  /** Ends the help of commands that read experiment files with what those may set. */
  private static void addSettings(CommandLine main, String... commands) {
    for (String command : commands) {
      UsageMessageSpec usage =
          Objects.requireNonNull(main.getSubcommands().get(command))
              .getCommandSpec()
              .usageMessage();
      usage.footer(
          Stream.of(
                  Arrays.stream(usage.footer()),
                  Stream.of("", "Settings of experiment files, for --set too (default):"),
                  SettingsReference.lines(Settings.STANDARD).stream()
                      .map(line -> line.replace("%", "%%")))
              .flatMap(Function.identity())
              .toArray(String[]::new));
    }
  }

  /** Help is as wide as the terminal is when it is asked for. */
  private static Help help(CommandSpec spec, ColorScheme colours) {
    spec.usageMessage().width(Math.max(NARROWEST_HELP, Terminal.of(spec).width()));
    return new Help(spec, colours);
  }

  private static ColorScheme colours(Terminal terminal) {
    return Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF);
  }

  private static int execute(ParseResult parsed) {
    CommandLine main = parsed.commandSpec().commandLine();
    PluginOutput output =
        PluginOutput.capture(Terminal.of(main.getCommandSpec()).line(main.getOut()), main.getErr());
    try {
      return new CommandLine.RunLast().execute(parsed);
    } finally {
      output.release();
    }
  }

  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof InputException) {
      Terminal terminal = Terminal.of(command.getCommandSpec());
      terminal.line(command.getOut()).clear();
      command
          .getErr()
          .println(terminal.errorStyle().paint(Tone.BAD, "neuronbench:") + " " + e.getMessage());
      return ExitCode.WRONG_USE;
    }
    throw e;
  }
}
