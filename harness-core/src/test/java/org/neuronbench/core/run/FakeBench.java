package org.neuronbench.core.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetCatalog;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelCatalog;
import org.neuronbench.core.engine.ModelInfo;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.strategies.Faulty;
import org.neuronbench.core.strategies.Listing;
import org.neuronbench.core.strategies.Plain;
import org.neuronbench.core.strategies.StrategyRegistry;

/**
 * A model, a dataset, an engine and strategies, none of them real, wired as the command line does.
 */
final class FakeBench {

  final FakeEngine engine = new FakeEngine();

  final StrategyRegistry strategies =
      Listing.of(
          Plain.Drawn.class,
          Plain.Watching.class,
          Plain.Everything.class,
          Faulty.Throws.class,
          Faulty.TooMuch.class,
          Faulty.Erring.class,
          Faulty.Refusing.class,
          Faulty.Sleeping.class);

  Dataset dataset = FakeDataset.of(20, 6);
  String weightsHash = "weights";
  int engineNumerics = 1;
  TrainingRecipe recipe = Recipes.epochs(2);
  List<Long> seeds = List.of(0L);
  List<BudgetSpec> budgets = List.of(BudgetSpec.parse("50%"));

  private final ModelCatalog models =
      new ModelCatalog() {
        @Override
        public List<ModelInfo> models() {
          return List.of(new ModelInfo("fake", "", "", FakeDataset.EDGE, false));
        }

        @Override
        public Model load(ModelRequest request) {
          return new FakeModel(request.id(), weightsHash);
        }
      };

  private final DatasetCatalog datasets =
      new DatasetCatalog() {
        @Override
        public List<DatasetInfo> datasets() {
          return List.of(new DatasetInfo("fake", "", "", FakeDataset.EDGE, false));
        }

        @Override
        public Dataset open(DatasetRequest request) {
          return dataset;
        }
      };

  Plan plan(String... strategyIds) {
    return plan(Arrays.stream(strategyIds).map(id -> new StrategyEntry(id, Map.of())).toList());
  }

  Plan plan(List<StrategyEntry> entries) {
    return new Planner(models, datasets, strategies)
        .plan(
            new Experiment(
                "demo",
                List.of(new ModelEntry("fake", Optional.empty(), 1, Head.REPLACED)),
                List.of(
                    new DatasetEntry(
                        "fake",
                        Optional.<Path>empty(),
                        1,
                        OptionalInt.empty(),
                        OptionalInt.empty())),
                entries,
                budgets,
                seeds,
                recipe),
            engineNumerics);
  }

  ExperimentRunner runner(ResultStore store, RunListener listener) {
    return new ExperimentRunner(engine, strategies, store, listener);
  }
}
