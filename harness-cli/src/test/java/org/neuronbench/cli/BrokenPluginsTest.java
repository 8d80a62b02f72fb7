package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neuronbench.cli.BrokenJars.Broken;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.ResultStore;

/** Each broken jar gets its own line, and none stops another or the run. */
class BrokenPluginsTest {

  @TempDir private Path folder;

  private static List<Broken> brokenJars() {
    return BrokenJars.all();
  }

  @ParameterizedTest
  @MethodSource("brokenJars")
  void isListedWithItsReason(Broken broken) {
    Path place = broken.in(folder.resolve("plugins"));
    Outcome listed = Outcome.of("strategies", "list", "--plugins", place.getParent().toString());
    assertThat(listed.code()).isZero();
    assertThat(notLoaded(listed)).singleElement().asString().startsWith("  " + broken.line());
    assertThat(listed.out()).contains("velocity-per-parameter");
    assertThat(listed.out() + listed.err()).doesNotContain("\tat ");
    assertThat(
            Outcome.of("strategies", "list", "--strict", "--plugins", folder + "/plugins").code())
        .isEqualTo(1);
  }

  private static List<String> notLoaded(Outcome listed) {
    return listed.out().lines().dropWhile(l -> !l.equals("Not loaded:")).skip(1).toList();
  }

  /** An experiment that names its strategy is refused for the reason. */
  @ParameterizedTest
  @MethodSource("brokenJars")
  void tellsTheExperimentThatNamesIt(Broken broken) {
    Path place = broken.in(folder.resolve("plugins"));
    String experiment = Experiments.tiny(folder).toString();
    Outcome plan =
        Outcome.of(
            "plan", experiment, "--plugins", folder + "/plugins", "--set", "strategies=[fine]");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err())
        .startsWith("Note: plug-in not loaded: " + broken.line())
        .contains("strategies.id is 'fine', expected one of elastic, full, head-only, ")
        .contains("%n  not loaded: ".formatted() + broken.line());
    assertThat(place.getFileName()).hasToString(broken.name());
  }

  @Test
  void aRunBesideAllOfThemCompletes() throws IOException {
    Path plugins = folder.resolve("plugins");
    BrokenJars.all().forEach(broken -> broken.in(plugins));
    PluginJar.of("works").write(plugins.resolve("works.jar"));
    Files.writeString(plugins.resolve("README.txt"), "passed over");
    Outcome run =
        Outcome.of(
            "run",
            Experiments.tiny(folder).toString(),
            "--set",
            "strategies=[works, random]",
            "--plugins",
            plugins.toString(),
            "--out",
            folder + "/results");
    assertThat(run.code()).isZero();
    assertThat(run.err().lines()).hasSize(BrokenJars.all().size());
    assertThat(run.err().lines()).allMatch(l -> l.startsWith("Note: plug-in not loaded: "));
    assertThat(ResultStore.open(folder.resolve("results")).cells())
        .hasSize(2)
        .extracting(CellRecord::status)
        .containsOnly(CellStatus.OK);
  }
}
