package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {

  @TempDir private Path folder;

  @Test
  void showsTheCellsToRun() {
    Path results = folder.resolve("results");
    Outcome plan =
        Outcome.of("plan", Experiments.tiny(folder).toString(), "--out", results.toString());
    assertThat(plan.code()).isZero();
    assertThat(plan.out().lines().filter(l -> l.startsWith("run "))).hasSize(3);
    assertThat(plan.out())
        .contains("micro on shapes, random, budget 20%, seed 3,")
        .contains("head-only, budget unlimited")
        .contains("3 cells of 2 epochs: 3 to run, 0 done in " + results);
    assertThat(results).doesNotExist();
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
}
