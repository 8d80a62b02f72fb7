package org.neuronbench.core.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.OpenCell;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochFacts;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.Metrics;
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

  private final OpenCell open;
  private final CellSpec cell;
  private final Shown shown;
  private final TrainingSession session;
  private final TrainingData data;
  private final Metrics metrics;
  private final Trials.Watch watch;
  private final Checkpoints.Keeper keeper;
  private final LearningRateSchedule schedule;
  private final int count;

  private Observations observations = Observations.none();
  private double observeSeconds;
  private Selection selected;
  private @Nullable Evaluation evaluation;

  EpochLoop(
      OpenCell open,
      Shown shown,
      TrainingSession session,
      TrainingData data,
      Metrics metrics,
      Trials.Watch watch) {
    this.open = open;
    this.cell = open.spec();
    this.shown = shown;
    this.session = session;
    this.data = data;
    this.metrics = metrics;
    this.watch = watch;
    this.keeper = watch.checkpoints().keeper(cell.id());
    this.selected = Selection.none(shown.network().real());
    this.schedule = data.schedule();
    this.count = cell.training().totalEpochs();
  }

  /** Runs what is left, and adds a record for every epoch. */
  void run(List<EpochRecord> epochs) throws StrategyFailure, Diverged {
    Optional<Checkpoint> earlier = watch.checkpoints().find(cell.id());
    if (earlier.isPresent()) {
      resume(earlier.get());
      epochs.addAll(earlier.get().epochs());
      epochs.forEach(watch.listener()::epochDone);
    } else {
      observe();
      keeper.begin(observations);
    }
    for (int epoch = epochs.size(); epoch < Math.min(count, watch.epochs()); epoch++) {
      EpochRecord record = epoch(epoch);
      epochs.add(record);
      watch.listener().epochDone(record);
      if (epoch + 1 < count) {
        keeper.add(record, selected, observations, session);
      }
    }
    watch.keepsake().take(open, session);
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
                    cell.point().strategy().id(), epoch)
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
    refuseIfCancelled();
    long start = System.nanoTime();
    Selection selection = shown.select(epoch, count, observations);
    long chosenAt = System.nanoTime();
    TrainingMeasurement trained =
        session.train(selection, data.steps(epoch, schedule), step -> stepDone(epoch, step));
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
    EpochFacts facts =
        new EpochFacts(
            schedule.rate((epoch + 1L) * data.batches() - 1),
            selection,
            trained,
            evaluation,
            new EpochFacts.Seconds(
                (trainedAt - chosenAt) * NANOS,
                (chosenAt - start) * NANOS,
                seconds,
                (end - evaluating) * NANOS));
    return new EpochRecord(
        epoch,
        metrics.measure(facts),
        selection.network().layers().stream().map(selection::sizeIn).toList(),
        PackedBits.encode(selection.toBitSet()));
  }

  private void stepDone(int epoch, int step) {
    watch.listener().stepDone(epoch, step, data.batches());
    if (step < data.batches()) { // a cell whose last step was made ends well
      refuseIfCancelled();
    }
  }

  private void refuseIfCancelled() {
    if (watch.cancellation().requested()) {
      throw new Cancelled();
    }
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
}
