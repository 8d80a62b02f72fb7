package org.neuronbench.cli.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.Outcome;
import org.neuronbench.cli.PluginJar;
import org.neuronbench.cli.workbench.VerificationTable;
import org.neuronbench.testkit.Check;
import org.neuronbench.testkit.CheckResult;
import org.neuronbench.testkit.CheckResult.Verdict;

class StrategiesVerifyCommandTest {

  private static final String ALL = "return Selection.all(run.network());";

  private static final String GREEDY =
      """
      public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.choice("greedy", List.of("no", "yes"), "take everything"));
      }
      public void start(Run run) {
        this.run = run;
        greedy = run.parameters().text("greedy").equals("yes");
      }
      boolean greedy;
      """;

  @TempDir Path folder;

  private Path jar(PluginJar jar) {
    return jar.write(folder.resolve("idea.jar"));
  }

  private static Outcome verify(Path jar, String... options) {
    return Outcome.of(
        Stream.concat(Stream.of("strategies", "verify", jar.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void aSoundJarPasses() {
    Outcome verified = verify(jar(PluginJar.of("my-idea")));
    assertThat(verified.err()).isEmpty();
    assertThat(verified.code()).isZero();
    assertThat(verified.out())
        .startsWith("my-idea unknown (idea.jar, SHA-256 ")
        .contains("  passed      budget            never selects more than the budget")
        .contains("  not judged  parameter-ranges ", "why: the strategy declares no parameters")
        .endsWith("18 passed, 0 failed, 2 not judged\n");
  }

  @Test
  void aDefectIsExitCodeOneAndSaysWhatHappened() {
    Outcome verified = verify(jar(PluginJar.of("my-idea", ALL)));
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out())
        .contains("  FAILED      budget ")
        .contains("asked: 3 epochs on mobilenet-v2 with a budget of 0 of 2,189,760 parameters")
        .contains("came back: a selection of 2,189,760 parameters in epoch 0, 2,189,760 too many")
        .contains("matters: The harness trims nothing")
        .contains(", 1 failed, ");
  }

  @Test
  void eachCheckIsPrintedAsItEnds() {
    StringWriter shown = new StringWriter();
    VerificationTable table = new VerificationTable(new PrintWriter(new BufferedWriter(shown)));
    table.print(new CheckResult(Check.BUDGET, Verdict.PASSED, "a run", ""));
    assertThat(shown.toString()).startsWith("  passed      budget ");
  }

  @Test
  void aCallThatHangsEndsItsCheckAndTheOthersAreNamed() {
    Outcome verified =
        verify(
            jar(
                PluginJar.of(
                    "my-idea",
                    "java.util.concurrent.locks.LockSupport.park(); return select(epoch);")),
            "--call-limit",
            "500ms",
            "--check",
            "answers",
            "--check",
            "budget");
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out())
        .contains("came back: select() for epoch 0 did not come back within 500 ms")
        .contains("  NOT RUN     budget ", "why: the strategy hangs, see answers")
        .endsWith("0 passed, 1 failed, 0 not judged, 1 not run\n");
  }

  @Test
  void aLimitIsATime() {
    Outcome wrong = verify(folder, "--limit", "soon");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("'soon' is not allowed, expected a time from 1ms to 24h");
  }

  @Test
  void asksAnotherStartOfJava() {
    Outcome verified =
        verify(
            jar(
                PluginJar.of(
                    "my-idea",
                    """
                    Set<Integer> some = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
                    int[] order = some.stream().mapToInt(i -> i % run.network().neurons()).toArray();
                    Budget few = new Budget(Math.min(run.budget().parameters(), 200));
                    return Ranking.of(run.network(), order).fill(few, FillRule.STOP);
                    """)),
            "--check",
            "iteration-order");
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out())
        .contains("in this Java process and in another", "look for Set.of, Map.of");
  }

  @Test
  void whatTheStrategyPrintsIsNotTakenForTheTable() {
    Outcome verified =
        verify(
            jar(
                PluginJar.of(
                    "my-idea",
                    "System.out.println(\"  FAILED  x\"); return Selection.none(run.network());")),
            "--check",
            "answers");
    assertThat(verified.out()).doesNotContain("FAILED");
  }

  @Test
  void setsParametersForEveryCheck() {
    Path jar =
        jar(
            new PluginJar()
                .source(
                    "author.Idea",
                    """
                    package author;
                    import java.util.*;
                    import org.neuronbench.spi.*;
                    public class Idea implements NeuronSelectionStrategy {
                      Run run;
                      public String id() { return "my-idea"; }
                      public Selection select(Epoch epoch) {
                        return greedy ? Selection.all(run.network()) : Selection.none(run.network());
                      }
                      %s
                    }
                    """
                        .formatted(GREEDY))
                .service("author.Idea"));
    assertThat(verify(jar, "--check", "budget").code()).isZero();
    assertThat(verify(jar, "--check", "budget", "--set", "greedy=yes").code()).isEqualTo(1);
    Outcome undeclared = verify(jar, "--set", "gredy=yes");
    assertThat(undeclared.code()).isEqualTo(2);
    assertThat(undeclared.err())
        .isEqualTo(
            "neuronbench: --set for my-idea: Parameter 'gredy' was not declared, expected one of"
                + " [greedy]\n");
  }

  @Test
  void runsTheChecksThatAreAskedFor() {
    Outcome verified =
        verify(jar(PluginJar.of("my-idea")), "--check", "budget", "--check", "speed");
    assertThat(verified.out()).endsWith("2 passed, 0 failed, 0 not judged\n");
    Outcome unknown = verify(folder.resolve("idea.jar"), "--check", "budgets");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no check 'budgets'", "did you mean 'budget'?");
  }

  @Test
  void listsTheChecks() {
    Outcome listed = Outcome.of("strategies", "verify", "--list");
    assertThat(listed.code()).isZero();
    assertThat(listed.out())
        .contains(Stream.of(Check.values()).map(Check::title).toArray(String[]::new))
        .contains(Stream.of(Check.values()).map(Check::reason).toArray(String[]::new));
  }

  @Test
  void choosesAmongTheStrategiesOfAJar() {
    Path jar = jar(two("return \"second\";"));
    assertThat(verify(jar, "--check", "answers").out()).contains("first unknown", "second unknown");
    assertThat(verify(jar, "--check", "answers", "--strategy", "second").out())
        .startsWith("second unknown");
    Outcome unknown = verify(jar, "--strategy", "third");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no strategy 'third' in", "only [first, second]");
  }

  @Test
  void oneOfTwoThatCannotBeLoadedIsAFailure() {
    Outcome verified =
        verify(jar(two("throw new IllegalStateException(\"no\");")), "--check", "answers");
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.err()).startsWith("not loaded: idea.jar ");
    assertThat(verified.out()).startsWith("first unknown").doesNotContain("second");
  }

  private static PluginJar two(String secondId) {
    return PluginJar.of("first")
        .source(
            "author.Second",
            """
            package author;
            public class Second extends Idea {
              @Override public String id() { %s }
            }
            """
                .formatted(secondId))
        .service("author.Idea\nauthor.Second\n");
  }

  @Test
  void anIdOfABuiltInStrategyIsRefused() {
    Outcome verified = verify(jar(PluginJar.of("velocity")));
    assertThat(verified.code()).isEqualTo(2);
    assertThat(verified.err())
        .contains("There is no strategy to verify", "idea.jar declares the id 'velocity'");
  }

  @Test
  void whatIsNoPluginIsExitCodeTwo() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.jar"), "not a jar");
    assertThat(verify(text).err()).contains("not loaded: notes.jar is not a jar");
    assertThat(verify(text).code()).isEqualTo(2);
    Outcome noService = verify(jar(PluginJar.of("my-idea").noService()));
    assertThat(noService.code()).isEqualTo(2);
    assertThat(noService.err()).contains("idea.jar declares no strategy");
    Outcome missing = verify(folder.resolve("missing.jar"));
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no ", "missing.jar");
  }

  @Test
  void withoutAJarItSaysHowItIsUsed() {
    Outcome wrong = Outcome.of("strategies", "verify");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("Missing required parameter: 'JAR'", "Usage:");
  }
}
