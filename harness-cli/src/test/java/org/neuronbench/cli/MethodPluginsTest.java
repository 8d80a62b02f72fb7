package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.ResultStore;

/** Methods of outsiders, from the command line. */
class MethodPluginsTest {

  private static final String METHODS =
      "META-INF/services/org.neuronbench.spi.method.TrainingMethod";
  private static final Path PAGE = Path.of("..", "docs", "methods.md");

  @TempDir private Path folder;

  private Outcome run(String methods, String... more) {
    return Outcome.of(arguments(methods, more));
  }

  private String[] arguments(String methods, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                Experiments.tiny(folder).toString(),
                "--plugins",
                folder.resolve("plugins").toString(),
                "--out",
                folder.resolve("results").toString(),
                "--set",
                "strategies=[head-only]",
                "--set",
                "training.epochs=1",
                "--set",
                "methods=" + methods));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private CellRecord cell() {
    return ResultStore.open(folder.resolve("results")).cells().get(0);
  }

  /** The class of the documentation, as printed, gets its row. */
  @Test
  void theMethodOfTheManualRuns() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```java\n") + "```java\n".length();
    String printed = page.substring(start, page.indexOf("```", start));
    new PluginJar()
        .source(
            "author.EvenLabels",
            "package author; import java.util.*; import org.neuronbench.spi.method.*; " + printed)
        .entry(METHODS, "author.EvenLabels")
        .write(folder.resolve("plugins").resolve("even.jar"));
    Outcome outcome = run("[even-labels]");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("head-only with even-labels");
    assertThat(cell().status()).isEqualTo(CellStatus.OK);
    assertThat(cell().epochs().get(0).valueOrNan(Metrics.IMAGES_TRAINED)).isBetween(10.0, 90.0);
    assertThat(folder.resolve("results").resolve("leaderboard.csv"))
        .content()
        .contains("head-only,even-labels");
  }

  /** The project that `methods new` writes, as it is: its class keeps to what is asked. */
  @Test
  void aNewProjectsMethodConforms() throws IOException {
    Path project = folder.resolve("my-method");
    Outcome created = Outcome.of("methods", "new", "my-method", "--directory", project.toString());
    assertThat(created.code()).as(created.err()).isZero();
    String service = Files.readString(project.resolve("src/main/resources").resolve(METHODS));
    assertThat(service).isEqualTo("org.example.mymethod.MyMethod\n");
    assertThat(project.resolve("README.md"))
        .content()
        .contains("neuronbench methods verify target/my-method-1.0.0.jar")
        .doesNotContain("@{", "strategy for");
    assertThat(project.resolve("my-method.yaml")).content().contains("- my-method");
    assertThat(project.resolve("src/test/java/org/example/mymethod/MyMethodConformanceTest.java"))
        .content()
        .contains("extends MethodConformanceTest");
    Path jar = folder.resolve("my-method.jar");
    new PluginJar()
        .source(
            "org.example.mymethod.MyMethod",
            Files.readString(project.resolve("src/main/java/org/example/mymethod/MyMethod.java")))
        .entry(METHODS, service.strip())
        .write(jar);
    Outcome verified = Outcome.of("methods", "verify", jar.toString());
    assertThat(verified.code()).as(verified.out()).isZero();
    assertThat(verified.out()).contains("7 passed, 0 failed, 0 not judged");
    Outcome taken = Outcome.of("methods", "new", "sinkhorn", "--directory", folder + "/x");
    assertThat(taken.code()).isEqualTo(2);
    assertThat(taken.err()).contains("'sinkhorn' is a built-in method; give yours another name");
  }

  @Test
  void verifyingSaysWhatIsWrong() {
    write("Arrays.sort(step.ids()); return new Verdict[2];");
    String jar = folder.resolve("plugins/bad.jar").toString();
    Outcome verified = Outcome.of("methods", "verify", jar);
    assertThat(verified.code()).isOne();
    assertThat(verified.out())
        .contains(
            "FAILED      answers",
            "epoch 0, step 0, admit() gave 2 verdicts on 16 images",
            "FAILED      inputs",
            "not judged  state")
        .contains("2 passed, 2 failed, 3 not judged");
    Outcome wrong = Outcome.of("methods", "verify", jar, "--set", "shar=1");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--set for bad: ");
  }

  private void write(String members) {
    new PluginJar()
        .source(
            "author.Bad",
            """
            package author;
            import java.util.*;
            import org.neuronbench.spi.method.*;
            public final class Bad implements AdmissionRule {
              public String id() { return "bad"; }
              public void start(MethodRun run) {}
              public Verdict[] admit(Step step) { %s }
            }
            """
                .formatted(members))
        .entry(METHODS, "author.Bad")
        .write(folder.resolve("plugins").resolve("bad.jar"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException(\"no\"); | 1 | method-error | Method bad, admitting images, threw",
        "throw new Error() { public String getMessage() { throw new RuntimeException(); } }; | 1"
            + " | method-error | Method bad, admitting images, threw",
        "while (true) { } | 1 | timeout | Method bad, admitting images, took longer than 200 ms",
        "return new Verdict[0]; | 1 | method-error | Method bad gave 0 verdicts on 16 images",
      })
  void whateverAMethodDoesIsARecord(String members, int code, String status, String reason) {
    write(members);
    Outcome outcome = run("[bad]", "--set", "limits.selection=200ms");
    assertThat(cell().status().id()).isEqualTo(status);
    assertThat(cell().reason()).startsWith(reason);
    assertThat(outcome.code()).isEqualTo(code);
  }

  @Test
  void aMethodThatExitsFailsItsCellAndTheRun() {
    write("System.exit(0); return null;");
    Outcome outcome = CommandProcess.run(arguments("[bad]"));
    assertThat(outcome.code()).isEqualTo(ExitGuard.CODE);
    assertThat(outcome.err()).contains("plug-in bad of bad.jar called System.exit at author.Bad");
    assertThat(cell().status()).isEqualTo(CellStatus.METHOD_ERROR);
    assertThat(cell().reason()).startsWith("Method bad, admitting images, called System.exit");
  }

  @Test
  void aListingSaysWhatWasNotLoaded() throws IOException {
    Files.createDirectories(folder.resolve("plugins"));
    Files.writeString(folder.resolve("plugins/cut.jar"), "PK");
    String plugins = folder.resolve("plugins").toString();
    Outcome listed = Outcome.of("methods", "list", "--plugins", plugins);
    assertThat(listed.code()).isZero();
    assertThat(listed.out()).contains("Not loaded:", "cut.jar is not a jar");
    assertThat(Outcome.of("methods", "list", "--strict", "--plugins", plugins).code()).isOne();
  }

  @Test
  void methodsAreListedAndDescribed() {
    Outcome listed = Outcome.of("methods", "list");
    assertThat(listed.code()).isZero();
    assertThat(listed.out()).contains("instance-filter", "helper, admission");
    Outcome described = Outcome.of("methods", "describe", "error-map-pruning");
    assertThat(described.out())
        .contains("keep: a number from 0.0 to 1.0 (default 0.6)")
        .contains("methods: [{id: error-map-pruning, keep: 0.6}]");
    Outcome unknown = Outcome.of("methods", "describe", "error-map-prunin");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("error-map-pruning");
  }
}
