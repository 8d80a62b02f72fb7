package org.neuronbench.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
            new ModelEntry("micro", Values.DEFAULTS),
            new ModelEntry(
                "mcunet-5fps",
                Values.DEFAULTS
                    .with(Settings.WEIGHTS, folder.toAbsolutePath().resolve("w/m.st"))
                    .with(Settings.WIDTH, 2.0)
                    .with(Settings.HEAD, Head.IMAGENET)));
  }

  @Test
  void readsDatasetsWithOptions() {
    String line = "datasets: [{id: cifar10, root: ../data, train-limit: 50, test-limit: 9}]";
    assertThat(written.with("datasets", line).read().datasets())
        .containsExactly(
            new DatasetEntry(
                "cifar10",
                Values.DEFAULTS
                    .with(Settings.DATASET_NAME, "cifar10")
                    .with(Settings.ROOT, folder.toAbsolutePath().resolveSibling("data"))
                    .with(Settings.CROP, 0.875)
                    .with(Settings.FIT, Fit.CROP)
                    .with(Settings.TRAIN_LIMIT, 50)
                    .with(Settings.TEST_LIMIT, 9)));
  }

  @Test
  void readsTheRecipe() {
    String line =
        "training: {engine: onednn, epochs: 9, warmup-epochs: 5, batch: 8, learning-rate: .05,"
            + " momentum: .9, weight-decay: 1e-4, label-smoothing: .1, image-size: 96,"
            + " batch-norm: frozen, augmentation: flip, velocity-images: 4, threads: 3}";
    assertThat(written.with("training", line).read().training())
        .isEqualTo(
            TrainingRecipe.on("onednn", 3)
                .with(Settings.EPOCHS, 9)
                .with(Settings.WARMUP_EPOCHS, 5)
                .with(Settings.BATCH, 8)
                .with(Settings.LEARNING_RATE, 0.05)
                .with(Settings.MOMENTUM, 0.9)
                .with(Settings.WEIGHT_DECAY, 1e-4)
                .with(Settings.LABEL_SMOOTHING, 0.1)
                .with(Settings.IMAGE_SIZE, 96)
                .with(Settings.BATCH_NORM, BatchNormMode.FROZEN)
                .with(Settings.AUGMENTATION, Augmentation.FLIP)
                .with(Settings.VELOCITY_IMAGES, 4));
  }

  @Test
  void readsAnAugmentationOfItsOwn() {
    String line =
        "training: {augmentation: {crop-scale: [0.35, 1], flip: 0.5, contrast: 0.2},"
            + " preprocessing: half}";
    TrainingRecipe recipe = written.with("training", line).read().training();
    RandomCrop crop = new RandomCrop(0.35, 1, 0.75, 4.0 / 3);
    assertThat(recipe.get(Settings.AUGMENTATION))
        .isEqualTo(new Augmentation(Optional.of(crop), 0.5, 0, 0.2, 0));
    assertThat(recipe.get(Settings.PREPROCESSING)).isEqualTo(PixelScaling.HALF);
  }

  @Test
  void readsThePapersAugmentationByName() {
    String line = "training: {augmentation: paper}";
    assertThat(written.with("training", line).read().training().get(Settings.AUGMENTATION))
        .isEqualTo(Augmentation.PAPER);
  }

  @Test
  void readsHowImagesBecomeSquares() {
    String line = "datasets: [{id: cifar10, root: ../data, fit: squash}]";
    assertThat(written.with("datasets", line).read().datasets().get(0).values().get(Settings.FIT))
        .isEqualTo(Fit.SQUASH);
  }

  @Test
  void fillsInWhatIsNotSaid() {
    Experiment experiment = written.without("name").without("seeds").without("training").read();
    assertThat(experiment.name()).isEqualTo("demo");
    assertThat(experiment.seeds()).containsExactly(0L, 42L, 100L);
    assertThat(experiment.training().get(Settings.ENGINE)).isEqualTo("dl4j");
    assertThat(experiment.training().get(Settings.LEARNING_RATE)).isEqualTo(0.125);
    assertThat(experiment.training().get(Settings.BATCH)).isEqualTo(32);
    assertThat(experiment.training().get(Settings.VELOCITY_IMAGES)).isEqualTo(10);
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
    assertThat(new ModelEntry("m", Values.DEFAULTS).label()).isEqualTo("m");
    assertThat(new ModelEntry("m", Values.DEFAULTS.with(Settings.WIDTH, 0.5)).label())
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
