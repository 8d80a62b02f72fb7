package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.cli.workbench.PluginOptions;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.plugins.SpiVersion;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.ResultStore;

/** Jars of outsiders, from the command line. */
class PluginsTest {

  @TempDir private Path folder;

  private Outcome run(String strategies, String... more) {
    return command("run", strategies, Stream.concat(Stream.of(more), Stream.of("--out", out())));
  }

  private Outcome plan(String strategies) {
    return command("plan", strategies, Stream.of("--cells", "--out", out()));
  }

  private Outcome command(String name, String strategies, Stream<String> more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                name,
                Experiments.tiny(folder).toString(),
                "--plugins",
                plugins().toString(),
                "--set",
                "strategies=" + strategies,
                "--set",
                "training.epochs=1"));
    more.forEach(args::add);
    return Outcome.of(args.toArray(String[]::new));
  }

  private Path plugins() {
    return folder.resolve("plugins");
  }

  private String out() {
    return folder.resolve("results").toString();
  }

  private CellRecord cell(String strategy) {
    return ResultStore.open(Path.of(out())).cells().stream()
        .filter(c -> c.strategy().equals(strategy))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aJarIsListedWithWhereItComesFrom() throws IOException {
    Path jar =
        PluginJar.of("my-idea")
            .manifest("Implementation-Version", "1.2")
            .manifest("Neuronbench-Spi-Version", "0.1")
            .write(plugins().resolve("my-idea.jar"));
    String hash = Hashes.of(Files.readAllBytes(jar));
    assertThat(lineOf("my-idea").split(" +"))
        .containsExactly("my-idea", "1.2", "0.1", hash.substring(0, 12), "my-idea.jar");
    assertThat(lineOf("my-idea", "--wide").split(" +"))
        .containsExactly("my-idea", "1.2", "0.1", hash, jar.toString());
    assertThat(lineOf("my-idea", "--csv")).isEqualTo("my-idea,1.2,0.1," + hash + "," + jar + ",,");
  }

  private String lineOf(String id, String... more) {
    Outcome listed =
        Outcome.of(
            Stream.concat(
                    Stream.of("strategies", "list", "--strict", "--plugins", plugins().toString()),
                    Stream.of(more))
                .toArray(String[]::new));
    assertThat(listed.code()).isZero();
    return listed.out().lines().filter(l -> l.startsWith(id)).findFirst().orElseThrow();
  }

  @Test
  void whatNoManifestSaysIsUnknown() {
    PluginJar.of("my-idea").write(plugins().resolve("my-idea.jar"));
    assertThat(lineOf("my-idea")).matches("my-idea +unknown +unknown +[0-9a-f]{12}  my-idea.jar");
    assertThat(
            Outcome.of("strategies", "describe", "my-idea", "--plugins", plugins().toString())
                .out())
        .contains("  version:    unknown, built against SPI unknown");
  }

  @Test
  void theReasonOfABrokenJarIsInTheCsv() throws IOException {
    Files.createDirectory(plugins());
    Path jar = Files.writeString(plugins().resolve("broken.jar"), "no jar");
    Outcome listed = Outcome.of("strategies", "list", "--csv", "--plugins", plugins().toString());
    assertThat(listed.out().lines().reduce((a, b) -> b))
        .hasValue(",,,," + jar + ",,is not a jar: zip END header not found");
  }

  @Test
  void onePlugInOfAFolderBringsItsLibraries() throws IOException {
    Path library = plugins().resolve("my-idea/sort.jar");
    new PluginJar()
        .source(
            "lib.Sort",
            "package lib; public class Sort { public static int first() { return 3; } }")
        .write(library);
    PluginJar.of("my-idea", "return Selection.of(run.network(), lib.Sort.first());")
        .against(library)
        .write(plugins().resolve("my-idea/idea.jar"));
    assertThat(run("[my-idea]").code()).isZero();
    assertThat(cell("my-idea").epochs()).allMatch(e -> e.valueOrNan(Metrics.NEURONS_UPDATED) == 1);
    String before = lineOf("my-idea");
    Files.delete(library);
    PluginJar.of("unused").noService().write(library);
    assertThat(lineOf("my-idea")).isNotEqualTo(before).endsWith("  my-idea");
  }

  /** The hash of a jar is part of the ids of its own cells. */
  @Test
  void aRebuiltJarRunsItsOwnCellsAgainAndNobodyElses() {
    Path mine = plugins().resolve("mine.jar");
    PluginJar.of("mine").write(mine);
    PluginJar.of("yours").write(plugins().resolve("yours.jar"));
    assertThat(run("[mine, yours, random]").out()).contains("[3/3] ");
    assertThat(plan("[mine, yours, random]").out()).contains("0 to run, 3 done");

    PluginJar.of("mine").write(mine);
    assertThat(plan("[mine, yours, random]").out()).contains("0 to run, 3 done");

    PluginJar.of("mine", "return Selection.none(run.network());").write(mine);
    assertThat(plan("[mine, yours, random]").out().lines().filter(l -> l.startsWith("run ")))
        .singleElement()
        .asString()
        .contains(", mine, ");
    assertThat(run("[mine, yours, random]").out())
        .contains("3 cells, 2 done already")
        .contains("[1/1] micro on shapes, mine, ");
  }

  @Test
  void aSelectionThatHangsEndsItsCellAndNotTheRun() {
    PluginJar.of(
            "hangs",
            "while (true) { Thread.onSpinWait(); if (Thread.interrupted()) break; } return Selection.none(run.network());")
        .write(plugins().resolve("hangs.jar"));
    Outcome run = run("[hangs, random]", "--selection-limit", "2s");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "timeout: Strategy hangs, selecting for epoch 0, took longer than 2 s and was stopped;"
                + " raise limits.selection if it needs the time")
        .contains("1 of 2 cells failed; see the leaderboard.");
    assertThat(cell("hangs").status()).isEqualTo(CellStatus.TIMEOUT);
    assertThat(cell("random").status()).isEqualTo(CellStatus.OK);
    assertThat(Outcome.of("leaderboard", out()).out()).contains("1 timeout");
    assertThat(plan("[hangs, random]").out())
        .contains("0 to run, 1 done, 1 failed (--rerun failed runs them again)");
  }

  /** Used by another class, and only when neurons are selected: only then the plug-in's fault. */
  @Test
  void aMethodThatTheSpiLacksEndsItsCellWithWhatToDo() throws IOException {
    Path newer =
        new PluginJar()
            .source(
                "org.neuronbench.spi.Epoch",
                "package org.neuronbench.spi; public interface Epoch {"
                    + " int index(); int count(); Observations observations(); double momentum(); }")
            .write(folder.resolve("newer-spi.jar"));
    PluginJar.of("later", "return new Helper().select(run, epoch);")
        .source(
            "author.Helper",
            "package author; import org.neuronbench.spi.*; class Helper {"
                + " Selection select(Run run, Epoch epoch) {"
                + " return Selection.of(run.network(), (int) epoch.momentum()); } }")
        .against(newer)
        .write(plugins().resolve("later.jar"));
    Files.delete(newer);
    assertThat(run("[later, random]").code()).isEqualTo(1);
    assertThat(cell("later").status()).isEqualTo(CellStatus.STRATEGY_ERROR);
    assertThat(cell("later").reason())
        .isEqualTo(
            "Strategy later, selecting for epoch 0, was built against another version of the SPI,"
                + " this is %s: NoSuchMethodError: 'double org.neuronbench.spi.Epoch.momentum()';"
                    .formatted(SpiVersion.current())
                + " build it against %s, or use the Neuronbench it was built for"
                    .formatted(SpiVersion.current()));
    assertThat(cell("random").status()).isEqualTo(CellStatus.OK);
  }

  @Test
  void aClassThatCallsHaltIsRefusedBeforeItRuns() {
    PluginJar.of("ending", "return Ending.now();")
        .source(
            "author.Ending",
            "package author; class Ending { static org.neuronbench.spi.Selection now() {"
                + " Runtime.getRuntime().halt(0); return null; } }")
        .write(plugins().resolve("ending.jar"));
    assertThat(run("[ending, random]").code()).isEqualTo(1);
    assertThat(cell("ending").status()).isEqualTo(CellStatus.STRATEGY_ERROR);
    assertThat(cell("ending").reason())
        .isEqualTo(
            "Strategy ending, selecting for epoch 0, calls Runtime.halt in author.Ending; take that"
                + " out");
    assertThat(cell("random").status()).isEqualTo(CellStatus.OK);
  }

  /** However long, and whatever characters it has. */
  @Test
  void whatAStrategyThrowsCanBeReadBack() {
    PluginJar.of(
            "loud",
            "throw new IllegalStateException("
                + "\"\\u001b[31m\\ud83d\\r\" + \"x\".repeat(20_000_000));")
        .write(plugins().resolve("loud.jar"));
    Outcome run = run("[loud, random]");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("\u001b").hasSizeLessThan(10_000);
    CellRecord cell = cell("loud");
    assertThat(cell.status()).isEqualTo(CellStatus.STRATEGY_ERROR);
    assertThat(cell.reason())
        .startsWith(
            "Strategy loud, selecting for epoch 0, threw java.lang.IllegalStateException: \uFFFD xx")
        .contains("xx… at author.Idea.select(Idea.java:8)");
    assertThat(Path.of(out(), "cells", cell.cell(), "log.txt"))
        .content()
        .startsWith("java.lang.IllegalStateException: \uFFFD xx")
        .contains("\tat ")
        .hasSizeLessThan(21_000);
    assertThat(cell("random").status()).isEqualTo(CellStatus.OK);
  }

  @Test
  void whatAStrategyPrintsGetsIntoNoResult() {
    PluginJar.of(
            "talks",
            "System.out.println(\"epoch \" + epoch.index()); System.err.print(\"\\u001b[2Jred\");"
                + " return Selection.none(run.network());")
        .write(plugins().resolve("talks.jar"));
    Outcome run = run("[talks]");
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("epoch 0");
    assertThat(run.err().lines()).containsExactly("[talks] epoch 0", "[talks] red");
  }

  @Test
  void whatAStrategyPrintsWhileItIsListedKeepsTheTableClean() {
    PluginJar.with("talks", "public Idea() { System.out.println(\"hello\"); }")
        .write(plugins().resolve("talks.jar"));
    Outcome listed = Outcome.of("strategies", "list", "--csv", "--plugins", plugins().toString());
    assertThat(listed.out()).doesNotContain("hello");
    assertThat(listed.err().lines()).containsExactly("[talks.jar] hello");
  }

  /** Everything within its reach is a copy or cannot be changed. */
  @Test
  void aStrategyCannotChangeWhatItIsShown() {
    PluginJar.with(
            "unused",
            """
            static void attempt(Runnable change) {
              try {
                change.run();
              } catch (UnsupportedOperationException e) {
                return;
              }
              throw new IllegalStateException("changed something");
            }
            """)
        .source(
            "author.Hostile",
            """
            package author;
            import java.util.*;
            import org.neuronbench.spi.*;
            public class Hostile extends Idea {
              public String id() { return "hostile"; }
              public Set<Signal> signals() { return EnumSet.of(Signal.WEIGHT_NORM); }
              public Selection select(Epoch epoch) {
                attempt(() -> run.network().layers().clear());
                attempt(() -> run.network().layers().set(0, null));
                attempt(() -> run.parameters().asMap().put("budget", 1));
                attempt(() -> epoch.observations().signals().clear());
                Arrays.fill(epoch.observations().values(Signal.WEIGHT_NORM), -1);
                if (epoch.observations().values(Signal.WEIGHT_NORM)[0] < 0) {
                  throw new IllegalStateException("changed the observations");
                }
                BitSet chosen = new BitSet();
                Selection selection = Selection.of(run.network(), chosen);
                chosen.set(0, run.network().neurons());
                selection.toBitSet().set(0, run.network().neurons());
                return selection;
              }
            }
            """)
        .service("author.Hostile")
        .write(plugins().resolve("hostile.jar"));
    assertThat(run("[hostile, random]").code()).isZero();
    assertThat(cell("hostile").epochs()).allMatch(e -> e.valueOrNan(Metrics.NEURONS_UPDATED) == 0);
    assertThat(cell("hostile").networkParameters()).isEqualTo(cell("random").networkParameters());
  }

  @Test
  void aMissingPathIsWrongUse() {
    Outcome outcome = plan("[random]");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo(
            "neuronbench: --plugins: there is no %s; give a jar, or a folder of jars%n"
                .formatted(plugins()));
  }

  @Test
  void theFolderBesideTheLauncherIsLookedThrough() {
    PluginJar.of("my-idea").write(plugins().resolve("my-idea.jar"));
    String before = System.setProperty(PluginOptions.HOME, folder.toString());
    try {
      assertThat(Outcome.of("strategies", "describe", "my-idea").code()).isZero();
    } finally {
      if (before == null) {
        System.clearProperty(PluginOptions.HOME);
      } else {
        System.setProperty(PluginOptions.HOME, before);
      }
    }
    assertThat(Outcome.of("strategies", "describe", "my-idea").code()).isEqualTo(2);
  }
}
