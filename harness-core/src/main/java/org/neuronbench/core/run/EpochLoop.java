package org.neuronbench.core.run;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.PackedBits;
import org.neuronbench.core.results.TestAnswers;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Select, train, observe, evaluate, epoch by epoch, from the beginning or from a checkpoint. */
final class EpochLoop {

  private static final double NANOS = 1e-9;

  /** The user wants to stop. */
  static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The loss is no longer a number. */
  static final class Diverged extends Exception {
    private static final long serialVersionUID = 1L;

    Diverged(int epoch, double loss) {
      super(
          Text.format("The loss became %s in epoch %d; lower training.learning-rate", loss, epoch));
    }
  }

  /** A strategy with what it is shown: the network, and signals measured on some images. */
  record Shown(GuardedStrategy strategy, ShownNetwork network, Set<Signal> signals, Batch images) {

    Selection select(int epoch, int count, Observations observations) throws StrategyFailure {
      return network.real(strategy.select(epoch, count, observations));
    }
  }

  private final Cell cell;
  private final Shown shown;
  private final TrainingSession session;
  private final TrainingData data;
  private final Checkpoints checkpoints;
  private final Checkpoints.Keeper keeper;
  private final RunListener listener;
  private final LearningRateSchedule schedule;
  private final int count;

  private Observations observations = Observations.none();
  private double observeSeconds;
  private Selection selected;
  private @Nullable Evaluation evaluation;

  EpochLoop(
      Cell cell,
      Shown shown,
      TrainingSession session,
      TrainingData data,
      Checkpoints checkpoints,
      RunListener listener) {
    this.cell = cell;
    this.shown = shown;
    this.session = session;
    this.data = data;
    this.checkpoints = checkpoints;
    this.keeper = checkpoints.keeper(cell.id());
    this.selected = Selection.none(cell.model().network());
    this.listener = listener;
    TrainingRecipe recipe = cell.recipe();
    long steps = data.batches();
    this.schedule =
        new LearningRateSchedule(
            recipe.learningRate(), recipe.warmupEpochs() * steps, recipe.epochs() * steps);
    this.count = recipe.totalEpochs();
  }

  /** Runs what is left, and adds a record for every epoch. */
  void run(List<EpochRecord> epochs) throws StrategyFailure, Diverged {
    Optional<Checkpoint> earlier = checkpoints.find(cell.id());
    if (earlier.isPresent()) {
      resume(earlier.get());
      epochs.addAll(earlier.get().epochs());
      epochs.forEach(listener::epochDone);
    } else {
      observe();
      keeper.begin(observations);
    }
    for (int epoch = epochs.size(); epoch < count; epoch++) {
      EpochRecord record = epoch(epoch);
      epochs.add(record);
      listener.epochDone(record);
      if (epoch + 1 < count) {
        keeper.add(record, selected, observations, session);
      }
    }
    listener.trained(cell, session);
  }

  /** Which test images the last epoch got right. */
  @Nullable TestAnswers answers() {
    return evaluation == null ? null : TestAnswers.of(evaluation.images(), evaluation.right());
  }

  /** Goes back to where the cell stood. */
  private void resume(Checkpoint earlier) throws StrategyFailure {
    for (int epoch = 0; epoch < earlier.epochs().size(); epoch++) {
      Selection again = shown.select(epoch, count, earlier.observations().get(epoch));
      if (Checkpoint.checksum(again) != earlier.selections().get(epoch)) {
        throw new StrategyFailure(
            CellStatus.STRATEGY_ERROR,
            Text.format(
                    "Strategy %s selects other neurons in epoch %d than before the run was stopped; it",
                    cell.strategy().id(), epoch)
                + " must draw from its own stream only. Run the cell without its checkpoint,"
                + " with --rerun failed");
      }
    }
    session.restore(earlier.state());
    observe(); // what the next observation compares with
    observations = earlier.observations().get(earlier.epochs().size());
    keeper.resume(earlier);
  }

  private EpochRecord epoch(int epoch) throws StrategyFailure, Diverged {
    long start = System.nanoTime();
    Selection selection = shown.select(epoch, count, observations);
    long chosenAt = System.nanoTime();
    TrainingMeasurement trained = session.train(selection, new Steps(epoch));
    long trainedAt = System.nanoTime();
    if (!Double.isFinite(trained.meanLoss())) {
      throw new Diverged(epoch, trained.meanLoss());
    }
    this.selected = selection;
    double seconds = observeSeconds;
    if (epoch + 1 < count) {
      observe();
    }
    long evaluating = System.nanoTime();
    evaluation = session.evaluate(data.test());
    long end = System.nanoTime();
    return new EpochRecord(
        epoch,
        schedule.rate((epoch + 1L) * data.batches() - 1),
        trained.meanLoss(),
        evaluation.top1(),
        selection.size(),
        selection.cost(),
        FlopsSaved.percent(selection),
        executedSaved(trained),
        trained.peakBytes(),
        (trainedAt - chosenAt) * NANOS,
        (chosenAt - start) * NANOS,
        seconds,
        (end - evaluating) * NANOS,
        cell.model().network().layers().stream().map(selection::sizeIn).toList(),
        PackedBits.encode(selection.toBitSet()));
  }

  /** Observes for the next selection; its time is charged to the epoch that uses it. */
  private void observe() {
    observeSeconds = 0;
    if (!shown.signals().isEmpty()) {
      long start = System.nanoTime();
      observations = session.observe(shown.signals(), shown.images());
      observeSeconds = (System.nanoTime() - start) * NANOS;
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
    private final Iterator<Batch> batches;
    private final Iterator<Integer> positions;

    Steps(int epoch) {
      this.epoch = epoch;
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
