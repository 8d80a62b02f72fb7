package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Augmentation.RandomCrop;
import org.neuronbench.core.data.Fit;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.TrainingRecipe.PixelScaling;

class ExperimentReaderTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void readsEveryEntry() {
    Experiment experiment =
        written
            .with("strategies", "strategies: [full, {id: velocity, mu: 1}]")
            .with("budgets", "budgets: [10%, 464_640]")
            .with("seeds", "seeds: [0, -7]")
            .read();
    assertThat(experiment.name()).isEqualTo("demo");
    assertThat(experiment.strategies())
        .containsExactly(
            new StrategyEntry("full", Map.of()),
            new StrategyEntry("velocity", Map.of("mu", "1.0")));
    assertThat(experiment.budgets()).extracting(BudgetSpec::text).containsExactly("10%", "464640");
    assertThat(experiment.seeds()).containsExactly(0L, -7L);
  }

  @Test
  void budgetsThatMeanTheSameAreOneTooMany() {
    assertThatThrownBy(() -> written.with("budgets", "budgets: [50%, 50.0 %]").read())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is in the list already");
  }

  @Test
  void aMisspeltKeyIsNamedAndNotOnlyTheMissingOne() {
    assertThatThrownBy(() -> written.with("budgets", "budget: [50%]").read())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unknown key 'budget' (value a list), expected 'budgets'")
        .hasMessageContaining("did you mean 'budgets'?");
  }

  @Test
  void readsModelsWithOptions() {
    String line = "models: [micro, {id: mcunet-5fps, weights: w/m.st, width: 2, head: imagenet}]";
    assertThat(written.with("models", line).read().models())
        .containsExactly(
            new ModelEntry("micro", Optional.empty(), 1, Head.REPLACED),
            new ModelEntry(
                "mcunet-5fps",
                Optional.of(folder.toAbsolutePath().resolve("w/m.st")),
                2,
                Head.IMAGENET));
  }

  @Test
  void readsDatasetsWithOptions() {
    String line = "datasets: [{id: cifar10, root: ../data, train-limit: 50, test-limit: 9}]";
    assertThat(written.with("datasets", line).read().datasets())
        .containsExactly(
            new DatasetEntry(
                "cifar10",
                Optional.of(folder.toAbsolutePath().resolveSibling("data")),
                0.875,
                OptionalInt.of(50),
                OptionalInt.of(9)));
  }

  @Test
  void readsTheRecipe() {
    String line =
        "training: {engine: onednn, epochs: 9, warmup-epochs: 5, batch: 8, learning-rate: .05,"
            + " momentum: .9, weight-decay: 1e-4, label-smoothing: .1, image-size: 96,"
            + " batch-norm: frozen, augmentation: flip, velocity-images: 4, threads: 3}";
    assertThat(written.with("training", line).read().training())
        .isEqualTo(
            new TrainingRecipe(
                "onednn",
                9,
                5,
                8,
                0.05,
                0.9,
                1e-4,
                0.1,
                OptionalInt.of(96),
                BatchNormMode.FROZEN,
                Augmentation.FLIP,
                4,
                3));
  }

  @Test
  void readsAnAugmentationOfItsOwn() {
    String line =
        "training: {augmentation: {crop-scale: [0.35, 1], flip: 0.5, contrast: 0.2},"
            + " preprocessing: half}";
    TrainingRecipe recipe = written.with("training", line).read().training();
    RandomCrop crop = new RandomCrop(0.35, 1, 0.75, 4.0 / 3);
    assertThat(recipe.augmentation())
        .isEqualTo(new Augmentation(Optional.of(crop), 0.5, 0, 0.2, 0));
    assertThat(recipe.preprocessing()).isEqualTo(PixelScaling.HALF);
  }

  @Test
  void readsThePapersAugmentationByName() {
    String line = "training: {augmentation: paper}";
    assertThat(written.with("training", line).read().training().augmentation())
        .isEqualTo(Augmentation.PAPER);
  }

  @Test
  void readsHowImagesBecomeSquares() {
    String line = "datasets: [{id: cifar10, root: ../data, fit: squash}]";
    assertThat(written.with("datasets", line).read().datasets().get(0).fit()).isEqualTo(Fit.SQUASH);
  }

  @Test
  void fillsInWhatIsNotSaid() {
    Experiment experiment = written.without("name").without("seeds").without("training").read();
    assertThat(experiment.name()).isEqualTo("demo");
    assertThat(experiment.seeds()).containsExactly(0L, 42L, 100L);
    assertThat(experiment.training().engine()).isEqualTo("dl4j");
    assertThat(experiment.training().learningRate()).isEqualTo(0.125);
    assertThat(experiment.training().batch()).isEqualTo(32);
    assertThat(experiment.training().velocityImages()).isEqualTo(10);
    assertThat(experiment.training().totalEpochs()).isEqualTo(20);
  }

  @Test
  void takesASingleValueForAList() {
    Experiment experiment =
        written.with("models", "models: micro").with("budgets", "budgets: 30%").read();
    assertThat(experiment.models()).hasSize(1);
    assertThat(experiment.budgets()).extracting(BudgetSpec::text).containsExactly("30%");
  }

  @Test
  void labelsEntriesByWhatSetsThemApart() {
    assertThat(new ModelEntry("m", Optional.empty(), 1, Head.REPLACED).label()).isEqualTo("m");
    assertThat(new ModelEntry("m", Optional.empty(), 0.5, Head.REPLACED).label())
        .isEqualTo("m width=0.5");
    assertThat(new StrategyEntry("velocity", Map.of("mu", "0", "fill", "skip")).label())
        .isEqualTo("velocity fill=skip mu=0");
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "90s, 90000", "2m, 120000", "1 h, 3600000"})
  void readsTheLimitOfASelection(String limit, long millis) {
    assertThat(written.with("limits", "limits: {selection: " + limit + "}").read().limits())
        .isEqualTo(new Limits(Duration.ofMillis(millis)));
  }

  @Test
  void aSelectionMayTakeAMinuteIfNothingElseIsSaid() {
    assertThat(written.read().limits().selection()).isEqualTo(Duration.ofMinutes(1));
    assertThat(written.read("limits.selection=5s").limits().selection())
        .isEqualTo(Duration.ofSeconds(5));
  }
}
