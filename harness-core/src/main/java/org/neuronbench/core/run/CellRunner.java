package org.neuronbench.core.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.experiment.Limits;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.plugins.PluginOrigin;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one cell: select, train, observe, evaluate, epoch by epoch. */
final class CellRunner {

  private static final Logger LOG = LoggerFactory.getLogger(CellRunner.class);
  private static final double NANOS = 1e-9;

  private final Cell cell;
  private final TrainingEngine engine;
  private final StrategyRegistry strategies;
  private final RunListener listener;
  private final Limits limits;
  private final RandomStream root;
  private final TrainingData data;
  private final List<EpochRecord> epochs = new ArrayList<>();
  private @Nullable Long outsideBudget;

  /** The user wants to stop; the cell in flight leaves no result. */
  static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The loss is no longer a number. */
  private static final class Diverged extends Exception {
    private static final long serialVersionUID = 1L;

    Diverged(int epoch, double loss) {
      super("The loss became %s in epoch %d; lower training.learning-rate".formatted(loss, epoch));
    }
  }

  CellRunner(Cell cell, TrainingEngine engine, StrategyRegistry strategies, RunListener listener) {
    this(cell, engine, strategies, listener, Limits.DEFAULT);
  }

  CellRunner(
      Cell cell,
      TrainingEngine engine,
      StrategyRegistry strategies,
      RunListener listener,
      Limits limits) {
    this.limits = limits;
    this.cell = cell;
    this.engine = engine;
    this.strategies = strategies;
    this.listener = listener;
    this.root = new RandomStream(cell.seed());
    TrainingRecipe recipe = cell.recipe();
    this.data =
        new TrainingData(
            cell.dataset(), recipe.batch(), recipe.augmentation(), recipe.velocityImages(), root);
  }

  /** Runs to an end, good or bad. Only cancelling comes out as an exception. */
  @SuppressWarnings("IllegalCatch") // whatever goes wrong in a cell must not end the run
  CellRecord run(String experiment, Map<String, Object> provenance) {
    CellStatus status = CellStatus.OK;
    String reason = "";
    try {
      epochs();
    } catch (Cancelled e) {
      throw e;
    } catch (StrategyFailure e) {
      status = e.status();
      reason = message(e);
    } catch (Diverged e) {
      status = CellStatus.DIVERGED;
      reason = message(e);
    } catch (OutOfMemoryError e) {
      status = CellStatus.OUT_OF_MEMORY;
      reason = "%s; lower training.batch or training.image-size".formatted(e);
    } catch (Exception | Error e) {
      status = CellStatus.ERROR;
      reason = e.toString();
    }
    if (status != CellStatus.OK) {
      LOG.debug("Cell {} ended with {}: {}", cell.id(), status.id(), reason);
    }
    return record(experiment, status, reason, provenance);
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private CellRecord record(
      String experiment, CellStatus status, String reason, Map<String, Object> provenance) {
    Network network = cell.model().network();
    Map<String, Object> all = new TreeMap<>(provenance);
    all.put("cell", cell.identity());
    all.put("plugin", plugin(strategies.info(cell.strategy().id()).origin()));
    return new CellRecord(
        CellRecord.SCHEMA,
        cell.id(),
        experiment,
        status,
        reason,
        cell.modelLabel(),
        cell.dataset().id(),
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
        all);
  }

  private static Map<String, String> plugin(PluginOrigin origin) {
    return Map.of("name", origin.name(), "version", origin.version(), "spi", origin.spiVersion());
  }

  private void epochs() throws StrategyFailure, Diverged {
    TrainingRecipe recipe = cell.recipe();
    GuardedStrategy strategy =
        GuardedStrategy.start(
            strategies,
            cell.strategy().id(),
            cell.strategy().parameters(),
            cell.model().network(),
            cell.budget(),
            root.split("strategy"),
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
      new EpochLoop(strategy, session, signals, observed).run(recipe);
    }
  }

  /** The loop proper, with what stays the same over the epochs. */
  private final class EpochLoop {
    private final GuardedStrategy strategy;
    private final TrainingSession session;
    private final Set<Signal> signals;
    private final Batch observed;
    private Observations observations = Observations.none();
    private double observeSeconds;

    EpochLoop(
        GuardedStrategy strategy, TrainingSession session, Set<Signal> signals, Batch observed) {
      this.strategy = strategy;
      this.session = session;
      this.signals = signals;
      this.observed = observed;
    }

    void run(TrainingRecipe recipe) throws StrategyFailure, Diverged {
      long steps = data.batches();
      LearningRateSchedule schedule =
          new LearningRateSchedule(
              recipe.learningRate(), recipe.warmupEpochs() * steps, recipe.epochs() * steps);
      observe();
      for (int epoch = 0; epoch < recipe.totalEpochs(); epoch++) {
        EpochRecord record = epoch(epoch, recipe.totalEpochs(), schedule);
        epochs.add(record);
        listener.epochDone(record);
      }
    }

    private EpochRecord epoch(int epoch, int count, LearningRateSchedule schedule)
        throws StrategyFailure, Diverged {
      long start = System.nanoTime();
      Selection selection = strategy.select(epoch, count, observations);
      long selected = System.nanoTime();
      TrainingMeasurement trained = session.train(selection, new Steps(epoch, schedule));
      long trainedAt = System.nanoTime();
      if (!Double.isFinite(trained.meanLoss())) {
        throw new Diverged(epoch, trained.meanLoss());
      }
      double seconds = observeSeconds;
      if (epoch + 1 < count) {
        observe();
      }
      long evaluating = System.nanoTime();
      double top1 = session.evaluate(data.test()).top1();
      long end = System.nanoTime();
      long steps = data.batches();
      return new EpochRecord(
          epoch,
          schedule.rate((epoch + 1) * steps - 1),
          trained.meanLoss(),
          top1,
          selection.size(),
          selection.cost(),
          FlopsSaved.percent(selection),
          executedSaved(trained),
          trained.peakBytes(),
          (trainedAt - selected) * NANOS,
          (selected - start) * NANOS,
          seconds,
          (end - evaluating) * NANOS,
          cell.model().network().layers().stream().map(selection::sizeIn).toList());
    }

    /** Observes for the next selection; its time is charged to the epoch that uses it. */
    private void observe() {
      observeSeconds = 0;
      if (!signals.isEmpty()) {
        long start = System.nanoTime();
        observations = session.observe(signals, observed);
        observeSeconds = (System.nanoTime() - start) * NANOS;
      }
    }
  }

  private static @Nullable Double executedSaved(TrainingMeasurement trained) {
    Long executed = trained.executedMacs();
    Long full = trained.fullMacs();
    return executed == null || full == null ? null : 100.0 * (full - executed) / full;
  }

  /** The steps of an epoch, reporting each as it is taken. */
  private final class Steps implements Iterator<TrainingStep> {
    private final int epoch;
    private final LearningRateSchedule schedule;
    private final Iterator<Batch> batches;
    private final Iterator<Integer> positions;

    Steps(int epoch, LearningRateSchedule schedule) {
      this.epoch = epoch;
      this.schedule = schedule;
      this.batches = data.epoch(epoch);
      this.positions = IntStream.range(0, data.batches()).iterator();
    }

    @Override
    public boolean hasNext() {
      return batches.hasNext();
    }

    @Override
    public TrainingStep next() {
      if (listener.cancelled()) {
        throw new Cancelled();
      }
      int step = positions.next();
      listener.stepDone(epoch, step + 1, data.batches());
      return new TrainingStep(batches.next(), schedule.rate((long) epoch * data.batches() + step));
    }
  }
}
