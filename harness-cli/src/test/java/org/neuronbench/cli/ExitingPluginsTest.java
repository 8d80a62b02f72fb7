package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.plugins.ExitGuard;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.ResultStore;

/** An exit that the harness did not order ends no command as if all were well. */
class ExitingPluginsTest {

  @TempDir private Path folder;

  private static final String EXIT = "if (true) { System.exit(0); } ";
  private static final String NOTHING = "return Selection.none(run.network());";

  private void write(PluginJar jar) {
    jar.write(folder.resolve("plugins/exits.jar"));
  }

  private String plugins() {
    return folder.resolve("plugins").toString();
  }

  private String[] run(String strategies, String epochs) {
    return new String[] {
      "run",
      Experiments.tiny(folder).toString(),
      "--plugins",
      plugins(),
      "--set",
      "strategies=" + strategies,
      "--set",
      "training.epochs=" + epochs,
      "--out",
      folder + "/results"
    };
  }

  private CellRecord cell(String strategy) {
    return ResultStore.open(folder.resolve("results")).cells().stream()
        .filter(c -> c.strategy().equals(strategy))
        .findFirst()
        .orElseThrow();
  }

  /** The cell before it is kept, its own is a failed one, and the reports are written. */
  @Test
  void aSelectionThatExitsFailsItsCellAndTheRun() {
    write(PluginJar.of("exits", "if (epoch.index() == 1) { System.exit(0); } " + NOTHING));
    Outcome run = CommandProcess.run(run("[random, exits]", "2"));
    assertThat(run.code()).isEqualTo(ExitGuard.CODE);
    assertThat(run.err())
        .contains(
            "neuronbench: plug-in exits of exits.jar called System.exit at"
                + " author.Idea.select(Idea.java:8); a plug-in must return or throw");
    assertThat(run.out()).contains("strategy-error: Strategy exits, selecting for epoch 1, called");
    assertThat(cell("random").status()).isEqualTo(CellStatus.OK);
    assertThat(cell("exits").status()).isEqualTo(CellStatus.STRATEGY_ERROR);
    assertThat(cell("exits").epochs()).hasSize(1);
    assertThat(folder.resolve("results/leaderboard.html")).exists();
    assertThat(folder.resolve("results/cells.csv")).content().contains("strategy-error");
  }

  /** While the harness trains, no call of the strategy is waited for. */
  @Test
  void aThreadOfAStrategyThatExitsFailsItsCell() {
    write(
        PluginJar.with(
            "exits",
            """
            public Set<Signal> signals() {
              if (run != null) {
                Thread exiting = new Thread(() -> System.exit(0));
                exiting.start();
                while (exiting.getState() != Thread.State.WAITING) {
                  Thread.onSpinWait();
                }
              }
              return Set.of();
            }
            """));
    Outcome run = CommandProcess.run(run("[exits]", "1000"));
    assertThat(run.code()).isEqualTo(ExitGuard.CODE);
    assertThat(run.err()).contains("plug-in exits of exits.jar called System.exit");
    assertThat(cell("exits").status()).isEqualTo(CellStatus.STRATEGY_ERROR);
    assertThat(cell("exits").reason()).contains("Strategy exits, ").contains("called System.exit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a constructor  | public Idea() { System.exit(0); } | constructor called System.exit",
        "an initialiser | static { Runtime.getRuntime().exit(0); } | constructor called System.exit",
        "signals        | public Set<Signal> signals() { System.exit(3); return Set.of(); }"
            + "| signals() called System.exit",
        "a message      | public String description() { throw new RuntimeException() {"
            + " public String getMessage() { System.exit(0); return null; } }; }"
            + "| description() called System.exit",
        "a pool         | public String description() { java.util.concurrent.ForkJoinPool"
            + ".commonPool().submit(() -> System.exit(0)).join(); return null; }"
            + "| description() called System.exit",
      })
  void listingEndsWithTheTableAndACodeOfItsOwn(String where, String members, String reason) {
    write(PluginJar.with("exits", members));
    PluginJar.of("works").write(folder.resolve("plugins/works.jar"));
    Outcome listed = CommandProcess.run("strategies", "list", "--plugins", plugins());
    assertThat(listed.code()).as(where).isEqualTo(ExitGuard.CODE);
    assertThat(listed.err())
        .contains("neuronbench: plug-in exits.jar called System.exit at author.Idea");
    assertThat(listed.out())
        .contains("works.jar")
        .contains("exits.jar declares author.Idea, whose " + reason + " at author.Idea");
  }

  @Test
  void verifyingNamesThePlugIn() {
    write(PluginJar.of("exits", EXIT + NOTHING));
    Outcome verified = CommandProcess.run("strategies", "verify", plugins() + "/exits.jar");
    assertThat(verified.code()).isEqualTo(ExitGuard.CODE);
    assertThat(verified.err().lines().filter(l -> l.startsWith("neuronbench: ")))
        .singleElement()
        .asString()
        .contains("plug-in exits of exits.jar called System.exit at ");
  }

  /** Such as a server that a strategy wants to stop, and cannot. */
  @Test
  void aShutdownHookOfAPlugInDoesNotHoldUpTheEnd() {
    write(
        PluginJar.with(
            "hooks",
            "public Idea() { Runtime.getRuntime().addShutdownHook(new Thread(() -> {"
                + " while (true) { Thread.onSpinWait(); } })); }"));
    assertThat(CommandProcess.run("strategies", "list", "--plugins", plugins()).code()).isZero();
  }

  @Test
  void anEndThatIsOrderedKeepsItsCode() throws IOException {
    Files.createDirectories(folder.resolve("plugins"));
    assertThat(CommandProcess.run("strategies", "list").code()).isZero();
    assertThat(CommandProcess.run("strategies", "describe", "nobody").code()).isEqualTo(2);
  }

  @Test
  void aSignalIsNoPlugInsDoing() throws Exception {
    write(PluginJar.of("talks", "System.out.println(\"epoch\"); " + NOTHING));
    Process process = CommandProcess.start(run("[talks]", "100000"));
    try (BufferedReader err = process.errorReader();
        BufferedReader out = process.inputReader()) {
      assertThat(err.lines().anyMatch("[talks] epoch"::equals)).isTrue();
      process.toHandle().destroy(); // that of the process itself closes the streams
      assertThat(out.lines()).anyMatch(l -> l.startsWith("Stopped: 0 of 1 cells are done"));
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whoever interrupts all threads, again and again, stops neither the run nor its files. */
  @Test
  void aStrategyThatInterruptsEveryThreadOnlyRunsItsCell() {
    String interrupting =
        """
        Thread storm = new Thread(() -> {
          while (true) {
            Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getThreadGroup() != Thread.currentThread().getThreadGroup())
                .forEach(Thread::interrupt);
            java.util.concurrent.locks.LockSupport.parkNanos(200_000);
          }
        });
        storm.setDaemon(true);
        storm.start();
        """;
    write(
        PluginJar.of("interrupts", NOTHING)
            .source(
                "author.Born",
                "package author; public class Born extends Idea { public Born() { "
                    + interrupting
                    + "} public String id() { return \"born\"; } }")
            .service("author.Idea\nauthor.Born"));
    List<String> args = new ArrayList<>(List.of(run("[interrupts, born, random]", "2")));
    args.add("--checkpoint"); // which writes after each epoch
    Outcome run = CommandProcess.run(args.toArray(String[]::new));
    assertThat(run.err()).doesNotContain("neuronbench: ");
    assertThat(run.code()).isZero();
    assertThat(cell("born").epochs()).hasSize(2);
    assertThat(cell("random").status()).isEqualTo(CellStatus.OK);
  }
}
