package org.neuronbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.cli.Experiments;
import org.neuronbench.cli.Outcome;
import org.neuronbench.cli.Terminals;

class PlanCommandTest {

  @TempDir private Path folder;

  @Test
  void showsTheCellsToRun() {
    Path results = folder.resolve("results");
    Outcome plan =
        Outcome.of("plan", Experiments.tiny(folder).toString(), "--out", results.toString());
    assertThat(plan.code()).isZero();
    assertThat(plan.out().lines().limit(6))
        .containsExactly(
            "micro on shapes, seed 3",
            "strategy                20%: 5,882  no budget",
            "velocity-per-parameter    1 to run          -",
            "random                    1 to run          -",
            "head-only                        -   1 to run",
            "");
    assertThat(plan.out()).contains("3 cells of 2 epochs: 3 to run, 0 done in " + results);
    assertThat(results).doesNotExist();
  }

  @Test
  void showsABoundInWhatItsModelCounts() {
    Outcome plan = plan("--cells", "--set", "budgets=[{memory: 10%}, {macs: 30%}, 20%]");
    assertThat(plan.out())
        .containsPattern("strategy .*memory: 10%: [0-9,]+ bytes")
        .containsPattern("macs: 30%: [0-9,]+ MACs")
        .contains("20%: 5,882 ")
        .containsPattern("random, budget memory: 10%, seed 3, [0-9]+ bytes  \\[micro_shapes_")
        .containsPattern("random, budget macs: 30%, seed 3, [0-9]+ MACs  \\[micro_shapes_");
  }

  @Test
  void heedsSettings() {
    String file = Experiments.tiny(folder).toString();
    assertThat(
            Outcome.of("plan", file, "--set", "seeds=[1, 2]", "--set", "training.epochs=5").out())
        .contains("6 cells of 5 epochs: 6 to run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.epoch=3 | unknown key 'training.epoch' (value '3'), expected one of",
        "budgets=[150%]   | budgets is '150%', expected a percentage above 0 and up to 100",
        "budgets=[-5%]    | budgets is '-5%', expected a percentage above 0 and up to 100",
        "strategies=[velocty] | did you mean 'velocity'?",
        "models=[mirco]   | did you mean 'micro'?",
        "datasets=[shape] | did you mean 'shapes'?",
        "training.batch=40 | leave less than one batch of 40; lower training.batch",
        "models=[{id: micro, weights: none.safetensors}] | none.safetensors does not exist",
        "nothing          | expected KEY=VALUE",
      })
  void saysWhatIsWrong(String setting, String message) {
    Outcome plan = Outcome.of("plan", Experiments.tiny(folder).toString(), "--set", setting);
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.out()).isEmpty();
    assertThat(plan.err())
        .startsWith("neuronbench: ")
        .contains(message)
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void namesFileAndLine() {
    Path file = Experiments.write(folder, "name: x\nmodels: [micro]\nbudgtes: [5%]\n");
    assertThat(Outcome.of("plan", file.toString()).err())
        .startsWith("neuronbench: " + file + ":1: 'datasets' is missing");
  }

  @Test
  void namesAFileThatDoesNotExist() {
    Outcome plan = Outcome.of("plan", folder.resolve("none.yaml").toString());
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err()).contains("Experiment file", "none.yaml does not exist");
  }

  @Test
  void listsTheCellsIfAsked() {
    Outcome plan = plan("--cells");
    assertThat(plan.out().lines().filter(l -> l.startsWith("run "))).hasSize(3);
    assertThat(plan.out())
        .contains("micro on shapes, random, budget 20%, seed 3, 5882 parameters  [micro_shapes_")
        .contains("head-only, budget unlimited");
  }

  @Test
  void knowsNoTimeBeforeACellRan() {
    assertThat(plan().out()).contains("Time: unknown until the first cell ran.");
  }

  @Test
  void tellsTheTimeByTheCellsDone() {
    assertThat(
            Outcome.of(
                    "run",
                    Experiments.tiny(folder).toString(),
                    "--out=" + folder.resolve("results"),
                    "--set=strategies=[random]",
                    "--quiet")
                .code())
        .isZero();
    assertThat(plan().out())
        .contains("random                      1 done", "velocity-per-parameter    1 to run")
        .containsPattern("Time: about \\d+ s for what is to run, going by the cells done\\.");
    assertThat(plan("--set", "strategies=[random]").out()).contains("Nothing is left to run.");
    assertThat(plan("--set", "datasets=[{id: shapes, train-limit: 50}]").out())
        .contains("Time: unknown until the first cell ran.");
  }

  @Test
  void budgetsThatDoNotFitAreShownBelow() {
    Outcome plan =
        Outcome.on(
            Terminals.plain(40),
            "plan",
            Experiments.tiny(folder).toString(),
            "--set",
            "budgets=[10%, 20%, 30%]");
    assertThat(plan.out().lines().takeWhile(l -> !l.isEmpty()))
        .hasSizeGreaterThan(6)
        .allMatch(l -> l.length() <= 40)
        .anyMatch(l -> l.contains("30%: 8,823"));
  }

  @Test
  void survivesANarrowTerminal() {
    assertThat(Outcome.on(Terminals.of(20), "plan", Experiments.tiny(folder).toString()).code())
        .isZero();
  }

  @Test
  void remarksOnABudgetThatLacksItsSign() {
    assertThat(plan("--set", "budgets=[10]").out())
        .contains("Note: budget 10 is a count: 10 of the 29412 convolution parameters of micro")
        .contains("; did you mean 10%?");
  }

  @Test
  void saysThatItDecodedImages() throws IOException {
    Path photos = photos();
    String file =
        Experiments.write(
                folder,
                """
                models: [micro]
                datasets: [{id: image-folder, root: photos}]
                strategies: [random]
                budgets: [20%%]
                training: {batch: 2, velocity-images: 1}
                """
                    .formatted())
            .toString();
    String data = "--data-root=" + folder.resolve("data");
    assertThat(photos).isDirectory();
    assertThat(Outcome.of("plan", file, data).out())
        .contains("Note: decoded images were written to " + folder.resolve("data/decoded"));
    assertThat(Outcome.of("plan", file, data).out()).doesNotContain("decoded images");
  }

  private Path photos() throws IOException {
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (String name :
        List.of("train/a/1", "train/a/2", "train/b/1", "train/b/2", "test/a/1", "test/b/1")) {
      Path file = folder.resolve("photos").resolve(name + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    }
    return folder.resolve("photos");
  }

  private Outcome plan(String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of(
                    "plan",
                    Experiments.tiny(folder).toString(),
                    "--out=" + folder.resolve("results")),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
