package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class HelpTest {

  @Test
  void namesEveryCommand() {
    Outcome help = Outcome.of("--help");
    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .contains("run", "plan", "leaderboard", "strategies", "models", "datasets", "pretrain")
        .contains("Exit codes: 0 done, 1 a run or check failed, 2 wrong use");
  }

  /** Every command, however deep, shows each of its options and parameters. */
  @ParameterizedTest
  @MethodSource("commands")
  void namesEveryOption(List<String> path) {
    CommandLine command = Main.commandLine();
    for (String name : path) {
      command = command.getSubcommands().get(name);
    }
    Outcome help =
        Outcome.of(Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new));
    assertThat(help.code()).isZero();
    assertThat(shown(command.getCommandSpec())).contains("--help").allMatch(help.out()::contains);
  }

  private static List<String> shown(CommandSpec spec) {
    return Stream.concat(
            spec.options().stream().filter(o -> !o.hidden()).map(OptionSpec::longestName),
            spec.positionalParameters().stream().map(PositionalParamSpec::paramLabel))
        .toList();
  }

  private static Stream<List<String>> commands() {
    return commands(Main.commandLine(), List.of()).filter(path -> !path.isEmpty());
  }

  private static Stream<List<String>> commands(CommandLine command, List<String> path) {
    Stream<List<String>> below =
        command.getSubcommands().entrySet().stream()
            .filter(e -> !e.getValue().getCommandSpec().usageMessage().hidden())
            .flatMap(
                e ->
                    commands(
                        e.getValue(),
                        Stream.concat(path.stream(), Stream.of(e.getKey())).toList()));
    return Stream.concat(Stream.of(path), below);
  }

  @ParameterizedTest
  @CsvSource({"run, --set", "run, --out", "plan, --set", "pretrain, --epochs"})
  void describesTheOptionsPeopleNeed(String command, String option) {
    assertThat(Outcome.of(command, "--help").out()).contains(option);
  }

  @Test
  void saysItsVersion() {
    Outcome version = Outcome.of("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out())
        .startsWith("neuronbench ")
        .contains("Java " + Runtime.version().feature());
  }

  @Test
  void aMisspeltCommandIsNamedWithItsNearest() {
    Outcome wrong = Outcome.of("runn");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("'runn'", "Did you mean: neuronbench run?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "plan",
        "run a.yaml b.yaml",
        "run --set",
        "leaderboard",
        "pretrain",
        "pretrain --out x --epochs many",
        "models describe",
        "models describe micro --image-size big",
      })
  void wrongUseIsExitCodeTwo(String line) {
    String[] args = Arrays.stream(line.split(" ")).filter(a -> !a.isEmpty()).toArray(String[]::new);
    Outcome wrong = Outcome.of(args);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains("Usage:").doesNotContain("Exception");
  }

  /** Lines of the source are joined before they are broken anew: none is ragged. */
  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void isAsWideAsTheTerminal(int width) {
    Outcome help = Outcome.on(Terminals.plain(width), "run", "--help");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= width);
    assertThat(help.out().lines().filter(line -> line.startsWith("One cell is one model")))
        .singleElement()
        .satisfies(line -> assertThat(line.length()).isGreaterThan(width - 12));
  }

  @Test
  void survivesANarrowTerminal() {
    assertThat(Outcome.on(Terminals.of(20), "run", "--help").code()).isZero();
  }

  @Test
  void isPlainWithoutATerminal() {
    assertThat(Outcome.of("run", "--help").out()).doesNotContain("\u001b");
    assertThat(Outcome.on(Terminals.of(80), "run", "--help").out()).contains("\u001b");
  }

  @Test
  void anErrorStandsOutOnATerminalOnly() {
    String message = " Experiment file none.yaml does not exist";
    assertThat(Outcome.on(Terminals.of(80), "plan", "none.yaml").err())
        .startsWith("\u001b[31mneuronbench:\u001b[0m" + message);
    assertThat(Outcome.of("plan", "none.yaml").err()).startsWith("neuronbench:" + message);
  }

  @ParameterizedTest
  @CsvSource({"-set, --set", "-out, --out", "-quiet, --quiet", "--rerunn, --rerun"})
  void anUnknownOptionIsNamedWithItsNearest(String wrong, String meant) {
    Outcome refused = Outcome.of("run", "a.yaml", wrong, "x");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "There is no option '%s'; did you mean '%s'?%nTry 'neuronbench run --help'.%n"
                .formatted(wrong, meant));
  }

  @ParameterizedTest
  @CsvSource({"run, 130 stopped", "run, 4 a plug-in", "replay, 130 stopped", "compare, 3 an entry"})
  void namesTheExitCodesThatCanOccur(String command, String code) {
    assertThat(Outcome.of(command, "--help").out().replaceAll("\\s+", " ")).contains(code);
  }

  @Test
  void namesEveryExitCode() {
    assertThat(Outcome.of("--help").out().replaceAll("\\s+", " "))
        .contains("0 done, 1 a", "2 wrong use", "3 compare", "4 a plug-in", "130 stopped");
  }
}
