package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.experiment.Setting.Effect;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.CellSpec.Content;
import org.neuronbench.core.plan.CellSpec.Point;
import org.neuronbench.core.plan.CellSpecJson;

/** A setting that is declared here, and nowhere else, works everywhere. */
class OneSettingTest {

  private static final Setting<Integer> PATIENCE =
      Setting.of(
              "training.patience",
              Kind.whole(0, 50),
              Effect.NUMBERS_UNLESS_DEFAULT,
              "epochs to wait for an improvement")
          .or(7);

  private static final Settings SETTINGS = Settings.STANDARD.with(PATIENCE);

  @TempDir private Path folder;

  private ExperimentReader reader() {
    return new ExperimentReader(Written.VOCABULARY, SETTINGS, folder);
  }

  private Experiment read(String training, String... overrides) throws IOException {
    String rest = "models: [micro]\ndatasets: [shapes]\nstrategies: [full]\nbudgets: [10%]\n";
    Path file = Files.writeString(folder.resolve("one.yaml"), rest + "training: " + training);
    return reader().read(file, List.of(overrides));
  }

  private static CellSpec cell(Experiment experiment) {
    Point point =
        new Point(
            experiment.models().get(0),
            experiment.datasets().get(0),
            experiment.strategies().get(0),
            Optional.empty(),
            1);
    return CellSpec.of(
        experiment, point, new Content(32, "w", "d", "s", 10, 100, Map.of("ranking", "5f"), 1, 1));
  }

  @Test
  void filesAndOptionsSetIt() throws IOException {
    assertThat(read("{epochs: 2}").training().get(PATIENCE)).isEqualTo(7);
    assertThat(read("{patience: 9}").training().get(PATIENCE)).isEqualTo(9);
    assertThat(read("{epochs: 2}", "training.patience=0").training().get(PATIENCE)).isZero();
  }

  @Test
  void mistakesAreNamedAsThoseOfAnyOther() {
    assertThatThrownBy(() -> read("{patience: 51}"))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("training.patience is '51', expected a whole number from 0 to 50");
    assertThatThrownBy(() -> read("{patiense: 5}"))
        .hasMessageContaining("unknown key 'training.patiense'")
        .hasMessageEndingWith("; did you mean 'patience'?");
  }

  @Test
  void itsDefaultWrittenIsTheSameCellAsLeftOutAndAsBefore() throws IOException {
    CellSpec leftOut = cell(read("{threads: 2}"));
    assertThat(cell(read("{threads: 2, patience: 7}")).id()).isEqualTo(leftOut.id());
    assertThat(cell(read("{threads: 2, patience: 8}")).id()).isNotEqualTo(leftOut.id());
    assertThat(cell(read("{threads: 2, patience: 8}")).identity().toString())
        .contains("patience=8");
    assertThat(leftOut.identity().toString()).doesNotContain("patience");
  }

  @Test
  void aCellTakesItToAnotherProcess() throws IOException {
    CellSpec cell = cell(read("{threads: 2, patience: 8}"));
    CellSpec there = CellSpecJson.read(CellSpecJson.write(cell), reader());
    assertThat(there.training().get(PATIENCE)).isEqualTo(8);
    assertThat(there).isEqualTo(cell);
  }

  @Test
  void plansSayThatItWasSet() throws IOException {
    assertThat(read("{threads: 2, patience: 8}").training().written())
        .isEqualTo(Map.of("engine", "dl4j", "threads", 2, "patience", 8));
  }

  @Test
  void helpTheGuideAndTheSchemaShowIt() {
    assertThat(SettingsReference.lines(SETTINGS))
        .anyMatch(line -> line.matches(" +training\\.patience +0 to 50 \\(7\\)"));
    assertThat(SettingsReference.markdown(SETTINGS, "training"))
        .contains("| `patience` | 0 to 50 | 7 | epochs to wait for an improvement |");
    assertThat(SettingsReference.schema(SETTINGS, Written.VOCABULARY).toString())
        .contains("patience={description=epochs to wait for an improvement; default: 7,");
  }
}
