package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void replacesAValue() {
    assertThat(written.read("training.epochs=7").training().get(Settings.EPOCHS)).isEqualTo(7);
  }

  @Test
  void addsASectionAndKeepsTheRest() {
    Experiment experiment = written.without("training").read("training.batch=3", "name=other");
    assertThat(experiment.training().get(Settings.BATCH)).isEqualTo(3);
    assertThat(experiment.name()).isEqualTo("other");
    assertThat(experiment.seeds()).containsExactly(0L);
  }

  @Test
  void replacesAWholeList() {
    assertThat(written.read("seeds=[4, 5]").seeds()).containsExactly(4L, 5L);
  }

  @Test
  void replacesAnItemOfAList() {
    written.with("budgets", "budgets: [10%, 20%]");
    assertThat(written.read("budgets.1=30%").budgets())
        .extracting(BudgetSpec::text)
        .containsExactly("10%", "30%");
  }

  @Test
  void givesAnOptionToAnItemThatIsAnId() {
    assertThat(
            written
                .read("datasets.0.train-limit=500")
                .datasets()
                .get(0)
                .values()
                .find(Settings.TRAIN_LIMIT))
        .contains(500);
    assertThat(written.read("strategies.0.fill=skip").strategies().get(0).parameters())
        .isEqualTo(Map.of("fill", "skip"));
  }

  @Test
  void theLastOfTwoHolds() {
    assertThat(
            written.read("training.epochs=7", "training.epochs=8").training().get(Settings.EPOCHS))
        .isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.epochs | --set training.epochs: expected KEY=VALUE, such as training.epochs=3",
        "=3              | --set =3: expected KEY=VALUE, such as training.epochs=3",
        "seeds=          | --set seeds=: expected KEY=VALUE, such as training.epochs=3",
        "seeds.1=3       | --set seeds.1=3: '1' is not an item of the list, expected 0 to 0",
        "seeds.-1=3      | --set seeds.-1=3: '-1' is not an item of the list, expected 0 to 0",
        "models.width=2  | --set models.width=2: 'width' is not an item of the list, expected 0 to"
            + " 0",
        "training.epochs=x | --set training.epochs=x:1: training.epochs is 'x', expected a whole"
            + " number from 1 to 1000000",
        "budgets.0=150%  | --set budgets.0=150%:1: budgets is '150%', expected a percentage above"
            + " 0 and up to 100 such as 21.2%, or a number of parameters of at least 1",
      })
  void saysWhatIsWrongWithTheSetting(String setting, String message) {
    assertThat(written.complaint(setting)).isEqualTo(message);
  }

  @Test
  void namesAnUnknownKey() {
    assertThat(written.complaint("training.epoch=3"))
        .startsWith("--set training.epoch=3:1: unknown key 'training.epoch' (value '3'), expected")
        .endsWith("; did you mean 'epochs'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"seeds=[1", "seeds={", "name='x"})
  void saysThatAValueIsNotYaml(String setting) {
    assertThat(written.complaint(setting)).startsWith("--set " + setting).contains("not YAML");
  }
}
