package org.neuronbench.core.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.experiment.Control;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.plugins.ExitGuard;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.TestAnswers;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one cell to its end, good or bad, and makes its record. */
final class CellRunner {

  private static final Logger LOG = LoggerFactory.getLogger(CellRunner.class);

  private final Cell cell;
  private final TrainingEngine engine;
  private final StrategyRegistry strategies;
  private final RunListener listener;
  private final Limits limits;
  private final Checkpoints checkpoints;
  private final RandomStream root;
  private final TrainingData data;
  private final List<EpochRecord> epochs = new ArrayList<>();
  private @Nullable Long outsideBudget;
  private @Nullable TestAnswers answers;
  private EngineFacts ranOn;

  CellRunner(
      Cell cell,
      TrainingEngine engine,
      StrategyRegistry strategies,
      RunListener listener,
      Limits limits,
      Checkpoints checkpoints) {
    this.limits = limits;
    this.checkpoints = checkpoints;
    this.cell = cell;
    this.engine = engine;
    this.strategies = strategies;
    this.listener = listener;
    this.ranOn = EngineFacts.asked(engine.id());
    this.root = new RandomStream(cell.seed());
    TrainingRecipe recipe = cell.recipe();
    this.data =
        new TrainingData(
            cell.dataset(), recipe.batch(), recipe.augmentation(), recipe.velocityImages(), root);
  }

  /**
   * How a cell ended.
   *
   * @param record its result
   * @param log more than the reason, where it did not end well; else empty
   */
  record Ended(CellRecord record, String log) {}

  /** Runs to an end, good or bad; only a checkpoint that cannot be written ends the run. */
  @SuppressWarnings("IllegalCatch") // whatever goes wrong in a cell must not end the run
  Ended run(String experiment, Map<String, Object> provenance) {
    CellStatus status = CellStatus.OK;
    String reason = "";
    String log = "";
    try {
      epochs();
    } catch (EpochLoop.Cancelled e) {
      Optional<String> exit =
          ExitGuard.exitOf(cell.strategy().id(), origin().name()).map(this::inTraining);
      status = exit.isPresent() ? CellStatus.STRATEGY_ERROR : CellStatus.CANCELLED;
      reason = exit.orElse("The run was stopped in epoch " + epochs.size());
    } catch (Checkpoints.Unwritable e) {
      throw e;
    } catch (StrategyFailure e) {
      log = e.trace();
      status = e.status();
      reason = message(e);
    } catch (EpochLoop.Diverged e) {
      status = CellStatus.DIVERGED;
      reason = message(e);
    } catch (OutOfMemoryError e) {
      log = trace(e);
      status = CellStatus.OUT_OF_MEMORY;
      reason = Text.format("%s; lower training.batch or training.image-size", e);
    } catch (Exception | Error e) {
      log = trace(e);
      status = CellStatus.ERROR;
      reason = e.toString();
    }
    if (status != CellStatus.OK) {
      LOG.debug("Cell {} ended with {}: {}", cell.id(), status.id(), reason);
    }
    return new Ended(record(experiment, status, reason, provenance), log);
  }

  /** Words that a thread of the strategy ended the process between two calls. */
  private String inTraining(String exit) {
    return Text.format(
        "Strategy %s, in a thread of its own in epoch %s, %s",
        cell.strategy().id(), "" + epochs.size(), exit);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private CellRecord record(
      String experiment, CellStatus status, String reason, Map<String, Object> provenance) {
    Network network = cell.model().network();
    Map<String, Object> all = new TreeMap<>(provenance);
    all.put("cell", cell.identity());
    all.put("engine", ranOn.engine());
    ranOn.fallback().ifPresent(why -> all.put("engine-fallback", why));
    all.put("plugin", plugin(origin()));
    if (!cell.model().weightFacts().isEmpty()) {
      all.put("weights", cell.model().weightFacts());
    }
    return new CellRecord(
        CellRecord.SCHEMA,
        cell.id(),
        experiment,
        status,
        reason,
        cell.modelLabel(),
        cell.datasetName(),
        cell.strategy().label(),
        cell.budgetText(),
        cell.budget().parameters(),
        network.parameters(),
        outsideBudget,
        cell.seed(),
        cell.settings(),
        network.layers().stream().map(ConvolutionLayer::name).toList(),
        network.layers().stream().map(ConvolutionLayer::neurons).toList(),
        epochs,
        answers,
        all);
  }

  private PluginOrigin origin() {
    return strategies.info(cell.strategy().id()).origin();
  }

  private static Map<String, String> plugin(PluginOrigin origin) {
    return Map.of("name", origin.name(), "version", origin.version(), "spi", origin.spiVersion());
  }

  /** Draws differ from dataset to dataset, so that datasets are independent blocks. */
  private RandomStream choices(String consumer) {
    return root.split(consumer).split(cell.dataset().contentHash());
  }

  private void epochs() throws StrategyFailure, EpochLoop.Diverged {
    TrainingRecipe recipe = cell.recipe();
    Map<String, String> parameters = new TreeMap<>(cell.strategy().parameters());
    String control = parameters.remove(Control.KEY);
    ShownNetwork shown =
        new ShownNetwork(
            cell.model().network(),
            control == null ? Control.NONE : Control.of(control),
            choices("control"));
    GuardedStrategy strategy =
        GuardedStrategy.start(
            strategies,
            cell.strategy().id(),
            parameters,
            shown.shown(),
            cell.budget(),
            choices("strategy"),
            limits.selection());
    Set<Signal> signals = strategy.signals();
    Batch observed = data.velocityImages(strategy.observationImages(recipe.velocityImages()));
    SessionSettings settings =
        new SessionSettings(
            recipe.batchNorm(),
            recipe.momentum(),
            recipe.weightDecay(),
            recipe.labelSmoothing(),
            recipe.batch(),
            recipe.threads(),
            root.split("head"));
    try (TrainingSession session = engine.open(cell.model(), settings)) {
      outsideBudget = session.parametersOutsideBudget();
      ranOn = session.engine();
      EpochLoop loop =
          new EpochLoop(
              cell,
              new EpochLoop.Shown(strategy, shown, signals, observed),
              session,
              data,
              checkpoints,
              listener);
      try {
        loop.run(epochs);
      } finally {
        answers = loop.answers();
      }
      if (shown.idle()) {
        throw new StrategyFailure(
            CellStatus.STRATEGY_ERROR,
            Text.format(
                "Control %s changes nothing in %s: it never ranks neurons by score",
                control, cell.strategy().id()));
      }
    }
  }
}
