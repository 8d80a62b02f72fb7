package org.neuronbench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.NearestMatch;
import org.neuronbench.reports.text.TextStyle;
import org.neuronbench.reports.text.TextStyle.Tone;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class WrongUse {

  private WrongUse() {}

  static int explain(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    TextStyle style = Terminal.of(command.getCommandSpec()).errorStyle();
    Optional<String> option = unknownOption(e);
    if (option.isPresent()) {
      err.println(style.paint(Tone.BAD, unknown(option.get(), command)));
      err.printf(Locale.ROOT, "Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
      return ExitCode.WRONG_USE;
    }
    err.println(style.paint(Tone.BAD, String.valueOf(e.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      command.usage(err);
    }
    return ExitCode.WRONG_USE;
  }

  private static Optional<String> unknownOption(ParameterException e) {
    List<String> unmatched =
        e instanceof UnmatchedArgumentException unmatchedArgument
            ? unmatchedArgument.getUnmatched()
            : List.of();
    return unmatched.stream().filter(argument -> argument.startsWith("-")).findFirst();
  }

  /** Also one that lacks a dash. */
  private static String unknown(String argument, CommandLine command) {
    String name = argument.split("=", 2)[0];
    List<String> known =
        command.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .flatMap(option -> Stream.of(option.names()))
            .filter(option -> option.startsWith("--"))
            .sorted()
            .toList();
    String hint = NearestMatch.hint("--" + name.replaceFirst("^-+", ""), known);
    return Text.format(
        "There is no option '%s'%s",
        name, hint.isEmpty() ? ", expected one of " + String.join(", ", known) : hint);
  }
}
