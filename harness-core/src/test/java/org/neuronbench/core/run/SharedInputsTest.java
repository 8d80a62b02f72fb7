package org.neuronbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.Fit;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelCatalog;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.Values;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.Inputs;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.plan.Planner;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Trials.Watch;

/** Cells of many models and datasets open each of them once, however they are mixed. */
class SharedInputsTest {

  @TempDir private Path folder;

  private final FakeBench bench = new FakeBench();
  private final List<String> opened = new ArrayList<>();
  private final Inputs inputs = new Inputs(new Models(), new Datasets());
  private String hash = "weights";

  private final class Models implements ModelCatalog {
    @Override
    public List<ModelInfo> models() {
      return IntStream.range(0, 4)
          .mapToObj(i -> new ModelInfo("model" + i, "", "", FakeDataset.EDGE, false))
          .toList();
    }

    @Override
    public Model load(ModelRequest request) {
      opened.add(request.id());
      return new FakeModel(request.id(), hash);
    }
  }

  private final class Datasets implements DatasetCatalog {
    @Override
    public List<DatasetInfo> datasets() {
      return List.of();
    }

    @Override
    public Dataset open(DatasetRequest request) {
      opened.add(request.id());
      return FakeDataset.of(20, 6);
    }
  }

  private Plan plan(int datasets, int seeds) {
    List<ModelEntry> models =
        IntStream.range(0, 4).mapToObj(i -> new ModelEntry("model" + i, Values.DEFAULTS)).toList();
    Experiment experiment =
        new Experiment(
            "mixed",
            models,
            IntStream.range(0, datasets).mapToObj(SharedInputsTest::dataset).toList(),
            List.of(new StrategyEntry("drawn", Map.of())),
            List.of(BudgetSpec.parse("10%"), BudgetSpec.parse("50%")),
            LongStream.range(0, seeds).boxed().toList(),
            Recipes.epochs(1),
            Limits.DEFAULT,
            Source.NONE);
    return new Planner(inputs, bench.strategies).plan(experiment, 1);
  }

  private static DatasetEntry dataset(int i) {
    return new DatasetEntry(
        "data" + i,
        Values.DEFAULTS
            .with(Settings.DATASET_NAME, "data" + i)
            .with(Settings.CROP, 1.0)
            .with(Settings.FIT, Fit.CROP));
  }

  private Trials trials() {
    return new Trials(inputs, List.of(bench.engine), bench.strategies);
  }

  @Test
  void twoHundredMixedCellsOpenEachModelAndDatasetOnce() {
    Plan plan = plan(5, 5);
    List<CellSpec> mixed = new ArrayList<>(plan.cells());
    Collections.shuffle(mixed, new Random(1));
    ExperimentRunner runner =
        new ExperimentRunner(
            new LocalExecutor(trials(), inputs, Watch.NONE),
            ResultStore.create(folder),
            new RunListener() {},
            new Cancellation());
    ExperimentRunner.Outcome outcome =
        runner.run(new Plan(plan.experiment(), mixed, List.of()), ExperimentRunner.Options.DEFAULT);
    assertThat(outcome.ran()).isEqualTo(200);
    assertThat(opened).hasSize(4 + 5).doesNotHaveDuplicates();
  }

  @Test
  void whatNoCellNeedsAnyMoreIsLetGo() {
    List<CellSpec> cells = plan(1, 1).cells();
    inputs.expect(cells);
    cells.forEach(inputs::ended);
    opened.clear();
    inputs.open(cells.get(0));
    assertThat(opened).containsExactly("model0", "data0");
  }

  @Test
  void manyCellsArePlannedWithEveryInputOpenedOnce() {
    assertThat(plan(5, 500).cells()).hasSize(20_000);
    assertThat(opened).hasSize(4 + 5);
  }

  @Test
  void otherCodeThanPlannedIsRefused() {
    CellSpec cell = plan(1, 1).cells().get(0);
    CellSpec.Content old = cell.content();
    CellSpec other =
        CellSpec.of(
            plan(1, 1).experiment(),
            cell.point(),
            new CellSpec.Content(
                old.imageSize(),
                old.weights(),
                old.data(),
                "jar",
                old.budgetLimit(),
                old.networkCost(),
                Map.of(),
                1,
                2));
    assertThatThrownBy(() -> trials().run(other, Watch.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("The code of strategy drawn were jar when cell ");
  }

  @Test
  void otherWeightsThanPlannedAreRefused() {
    CellSpec cell = plan(1, 1).cells().get(0);
    hash = "others";
    inputs.expect(List.of());
    CellRecord record = trials().run(cell, Watch.NONE).record();
    assertThat(record.status()).isEqualTo(CellStatus.ERROR);
    assertThat(record.reason())
        .isEqualTo(
            "The weights of model0 are not those that cell %s was planned with (hash weights, now"
                + " others); plan it anew",
            cell.id());
  }
}
