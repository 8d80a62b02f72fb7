package org.neuronbench.core.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.Source;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.experiment.Values;
import org.neuronbench.core.plan.Inputs;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.plan.Planner;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Trials.Watch;
import org.neuronbench.core.strategies.Faulty;
import org.neuronbench.core.strategies.Learners;
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
          List.of(
              Plain.Drawn.class,
              Plain.Watching.class,
              Plain.Everything.class,
              Faulty.Throws.class,
              Faulty.TooMuch.class,
              Faulty.Erring.class,
              Faulty.Refusing.class,
              Faulty.Sleeping.class,
              Plain.Often.class,
              Plain.Either.class,
              Plain.Knowing.class,
              Plain.Reading.class,
              Faulty.ThrowsWithin.class,
              Faulty.TooMuchWithin.class,
              Faulty.Undecided.class,
              Faulty.NullUnit.class,
              Faulty.NullReselection.class),
          List.of(
              Learners.Even.class,
              Learners.Scoring.class,
              Learners.Counting.class,
              Learners.Soft.class,
              Learners.Half.class,
              Learners.Onward.class,
              Learners.Throwing.class,
              Learners.Silent.class,
              Learners.ShortAnswer.class,
              Learners.Blank.class,
              Learners.Attacking.class,
              Learners.Crowded.class,
              Learners.Peeking.class,
              Learners.Pairs.class,
              Learners.Averaging.class,
              Learners.Newest.class));

  Dataset dataset = FakeDataset.of(20, 6);
  String weightsHash = "weights";
  int engineNumerics = 1;
  TrainingRecipe recipe = Recipes.epochs(2);
  Limits limits = Limits.DEFAULT;
  List<Long> seeds = List.of(0L);
  Source source = Source.NONE;
  List<MethodsEntry> methods = List.of(MethodsEntry.NONE);
  List<BudgetSpec> budgets = List.of(BudgetSpec.parse("50%"));

  DatasetEntry entry = FAKE;

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
    return new Planner(new Inputs(models, datasets), strategies)
        .plan(
            new Experiment(
                "demo",
                List.of(new ModelEntry("fake", Values.DEFAULTS)),
                List.of(entry),
                entries,
                methods,
                budgets,
                seeds,
                recipe,
                limits,
                source),
            engineNumerics);
  }

  static final DatasetEntry FAKE =
      new DatasetEntry(
          "fake",
          Values.DEFAULTS
              .with(Settings.DATASET_NAME, "fake")
              .with(Settings.CROP, 1.0)
              .with(Settings.FIT, Fit.CROP));

  Inputs inputs() {
    return new Inputs(models, datasets);
  }

  Trials trials() {
    return new Trials(inputs(), List.of(engine), strategies);
  }

  ExperimentRunner runner(ResultStore store, RunListener listener) {
    return runner(store, listener, new Cancellation());
  }

  ExperimentRunner runner(ResultStore store, RunListener listener, Cancellation cancellation) {
    return new ExperimentRunner(
        new LocalExecutor(trials(), inputs(), Watch.NONE.telling(listener)),
        store,
        listener,
        cancellation);
  }
}
