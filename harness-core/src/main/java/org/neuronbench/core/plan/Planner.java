package org.neuronbench.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.experiment.BudgetSpec;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.MethodEntry;
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.plan.CellSpec.Content;
import org.neuronbench.core.plan.CellSpec.Point;
import org.neuronbench.core.strategies.StrategyInfo;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.Network;

/** Turns an experiment into cells: opens its data and weights, and checks that they go together. */
public final class Planner {

  /**
   * Version of the harness's own numbers: streams, data order, augmentation, schedule, signals.
   * Part of every cell's identity, raised by hand whenever a change makes a cell come out
   * differently.
   */
  public static final int NUMERICS = 3;

  private final Inputs inputs;
  private final StrategyRegistry strategies;

  /** Creates a planner. */
  public Planner(Inputs inputs, StrategyRegistry strategies) {
    this.inputs = inputs;
    this.strategies = strategies;
  }

  /**
   * Plans an experiment.
   *
   * @param engineNumerics version of the engine's numbers, {@link
   *     org.neuronbench.core.engine.TrainingEngine#numerics}
   * @return its cells, in the order they run
   * @throws InputException if a weight file or data file cannot be used
   */
  public Plan plan(Experiment experiment, int engineNumerics) {
    Precision precision = experiment.training().get(Settings.PRECISION);
    experiment
        .methods()
        .forEach(methods -> strategies.methods().requireTogether(methods, precision));
    return new Draft(experiment, engineNumerics).plan();
  }

  /** A plan under construction. Of what was opened it keeps hashes, so that memory is bounded. */
  private final class Draft {
    private final Experiment experiment;
    private final int engineNumerics;
    private final Map<DatasetRequest, String> hashes = new HashMap<>();
    private final List<CellSpec> cells = new ArrayList<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    Draft(Experiment experiment, int engineNumerics) {
      this.experiment = experiment;
      this.engineNumerics = engineNumerics;
    }

    Plan plan() {
      for (ModelEntry model : experiment.models()) {
        int imageSize =
            experiment
                .training()
                .values()
                .find(Settings.IMAGE_SIZE)
                .orElseGet(() -> inputs.ownSize(model.id()));
        Model opened = inputs.model(Inputs.request(model, imageSize));
        if (opened.weightsHash().equals(CellSpec.RANDOM)) {
          remarks.add(
              Text.format("%s starts from random weights; nothing was pretrained", opened.id()));
        }
        remark(opened.network());
        for (DatasetEntry dataset : experiment.datasets()) {
          cells(model, opened, dataset, imageSize);
        }
      }
      return new Plan(experiment, cells, List.copyOf(remarks));
    }

    private void cells(ModelEntry model, Model opened, DatasetEntry dataset, int imageSize) {
      DatasetRequest request = Inputs.request(dataset, imageSize, experiment.training());
      String data = hashes.computeIfAbsent(request, this::checked);
      Map<String, Long> totals = new HashMap<>();
      for (long seed : experiment.seeds()) {
        for (Contender contender : contenders()) {
          StrategyEntry strategy = contender.strategy();
          StrategyInfo info = strategies.info(strategy.id());
          Map<String, String> files =
              StrategyFiles.hashes(experiment.source(), info, strategy.parameters());
          for (Optional<BudgetSpec> budget : budgets(info)) {
            Budget bound =
                budget
                    .map(spec -> spec.in(precision()).of(opened.network()))
                    .orElseGet(() -> Budget.unlimited(opened.network()));
            long whole =
                totals.computeIfAbsent(
                    opened.network().name() + bound.model(),
                    key -> bound.model().total(opened.network()));
            cells.add(
                CellSpec.of(
                    experiment,
                    new Point(model, dataset, strategy, contender.methods(), budget, seed),
                    new Content(
                        imageSize,
                        opened.weightsHash(),
                        data,
                        info.hash(),
                        bound.limit(),
                        whole,
                        files,
                        hashes(contender.methods()),
                        engineNumerics,
                        NUMERICS)));
          }
        }
      }
    }

    private record Contender(StrategyEntry strategy, MethodsEntry methods) {}

    private List<Contender> contenders() {
      return experiment.strategies().stream()
          .flatMap(s -> experiment.methods().stream().map(m -> new Contender(s, m)))
          .toList();
    }

    private Map<String, String> hashes(MethodsEntry methods) {
      return methods.all().stream()
          .collect(
              Collectors.toMap(
                  MethodEntry::id, method -> strategies.methods().info(method.id()).hash()));
    }

    private Precision precision() {
      return experiment.training().get(Settings.PRECISION);
    }

    private void remark(Network network) {
      boolean budgeted =
          experiment.strategies().stream().anyMatch(s -> strategies.info(s.id()).usesBudget());
      if (budgeted) {
        experiment
            .budgets()
            .forEach(budget -> budget.in(precision()).remark(network).ifPresent(remarks::add));
      }
    }

    private List<Optional<BudgetSpec>> budgets(StrategyInfo info) {
      if (!info.usesBudget()) {
        return List.of(Optional.empty());
      }
      return experiment.budgets().stream().map(Optional::of).toList();
    }

    private String checked(DatasetRequest request) {
      Dataset dataset = inputs.dataset(request);
      TrainingRecipe recipe = experiment.training();
      int heldOut = recipe.get(Settings.VELOCITY_IMAGES);
      int batch = recipe.get(Settings.BATCH);
      if (dataset.train().size() - heldOut < batch) {
        throw new InputException(
            Text.format(
                    "Dataset %s has %d training images; %d held out for observations leave less than one",
                    dataset.id(), dataset.train().size(), heldOut)
                + Text.format(
                    " batch of %d; lower training.batch or training.velocity-images, or raise",
                    batch)
                + " train-limit");
      }
      if (dataset.classNames().size() < 2) {
        throw new InputException(
            Text.format(
                "Dataset %s has one class with images (%s); a classifier needs two or more",
                dataset.id(), String.join(", ", dataset.classNames())));
      }
      if (dataset.test().size() == 0) {
        throw new InputException(Text.format("Dataset %s has no test image", dataset.id()));
      }
      return dataset.contentHash();
    }
  }
}
