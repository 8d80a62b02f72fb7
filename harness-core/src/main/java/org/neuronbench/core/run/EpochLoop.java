package org.neuronbench.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.Observed;
import org.neuronbench.core.engine.SavedActivations;
import org.neuronbench.core.engine.Seen;
import org.neuronbench.core.engine.Selections;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.OpenCell;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochFacts;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.EpochUse;
import org.neuronbench.core.results.Metrics;
import org.neuronbench.core.results.PackedBits;
import org.neuronbench.core.results.TestAnswers;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.spi.Progress;
import org.neuronbench.spi.Reselection;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.method.Targets;

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

  /** A strategy, the network it is shown, when it is asked, and what is measured for it. */
  record Chooser(
      GuardedStrategy strategy,
      ShownNetwork network,
      Reselection reselection,
      Set<Signal> signals,
      Batch images) {

    Selection select(int epoch, int count, Shown shown) throws StrategyFailure {
      return network.real(
          strategy.select(epoch, count, shown.observed().observations(), shown.progress()));
    }
  }

  private final OpenCell open;
  private final CellSpec cell;
  private final Chooser chooser;
  private final TrainingSession session;
  private final TrainingData data;
  private final @Nullable Methods methods;
  private final Metrics metrics;
  private final Trials.Watch watch;
  private final Checkpoints.Keeper keeper;
  private final LearningRateSchedule schedule;
  private final SavedActivations saved;
  private final int count;
  private Shown shown = Shown.NOTHING;
  private Observing observing = new Observing();
  private double attackSeconds;
  private Selection selected;
  private @Nullable Evaluation evaluation;

  EpochLoop(
      OpenCell open,
      Chooser chooser,
      TrainingSession session,
      TrainingData data,
      @Nullable Methods methods,
      Metrics metrics,
      Trials.Watch watch) {
    this.open = open;
    this.cell = open.spec();
    this.chooser = chooser;
    this.session = session;
    this.data = data;
    this.methods = methods;
    this.metrics = metrics;
    this.watch = watch;
    this.keeper = watch.checkpoints().keeper(cell.id());
    this.selected = Selection.none(chooser.network().real());
    this.schedule = data.schedule();
    this.saved =
        new SavedActivations(
            chooser.network().real(),
            cell.training().get(Settings.BATCH),
            cell.training().get(Settings.BATCH_NORM),
            cell.training().get(Settings.PRECISION));
    this.count = cell.training().totalEpochs();
  }

  /** What observing took for an epoch; once something was not measured, the sum is not. */
  private static final class Observing {
    private double seconds;
    private @Nullable Long macs = 0L;
    private @Nullable Long bytes = 0L;

    void add(Observed observed, double took) {
      seconds += took;
      macs = macs == null || observed.macs() == null ? null : macs + observed.macs();
      bytes = bytes == null || observed.bytes() == null ? null : Math.max(bytes, observed.bytes());
    }

    EpochFacts.Observing facts() {
      return new EpochFacts.Observing(macs, bytes);
    }
  }

  /** Runs what is left, and adds a record for every epoch. */
  void run(List<EpochRecord> epochs) throws StrategyFailure, Diverged {
    Optional<Checkpoint> earlier = watch.checkpoints().find(cell.id());
    if (earlier.isPresent()) {
      resume(earlier.get());
      epochs.addAll(earlier.get().epochs());
      epochs.forEach(watch.listener()::epochDone);
    } else {
      observe(0, 0);
      keeper.begin(shown);
    }
    for (int epoch = epochs.size(); epoch < Math.min(count, watch.epochs()); epoch++) {
      EpochRecord record = epoch(epoch);
      epochs.add(record);
      watch.listener().epochDone(record);
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
      Checkpoint.Epoch done = earlier.history().get(epoch);
      Checkpoint.Checksum checksum = new Checkpoint.Checksum();
      if (chooser.reselection().due(epoch, 0)) {
        selected = chooser.select(epoch, count, earlier.shownBefore(epoch));
      }
      checksum.add(selected);
      for (Shown.Within within : done.asked()) {
        selected = chooser.select(epoch, count, within.shown());
        checksum.add(selected);
      }
      if (checksum.value() != done.checksum()) {
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
    if (methods != null) {
      methods.restore(earlier.methods());
    }
    if (!chooser.signals().isEmpty()) {
      session.observe(chooser.signals(), chooser.images()); // what the next one compares with
    }
    shown = earlier.shownBefore(earlier.epochs().size());
    observing.add(shown.observed(), 0);
    keeper.resume(earlier);
  }

  /** The selections of one epoch, asked for as its steps come. */
  private final class Chosen implements Selections {
    private final int epoch;
    private final EpochUse use = new EpochUse(chooser.network().real(), saved::predict);
    private final List<Shown.Within> asked = new ArrayList<>();
    private final Checkpoint.Checksum checksum = new Checkpoint.Checksum();
    private final Observing before = observing;
    private double selectSeconds;

    Chosen(int epoch) throws StrategyFailure {
      this.epoch = epoch;
      if (chooser.reselection().due(epoch, 0)) {
        ask();
      }
      checksum.add(selected);
    }

    private void ask() throws StrategyFailure {
      long start = System.nanoTime();
      selected = chooser.select(epoch, count, shown);
      selectSeconds += (System.nanoTime() - start) * NANOS;
    }

    @Override
    public Selection before(int step) {
      if (step > 0 && chooser.reselection().due(epoch, step)) {
        try {
          observe(epoch, step);
          asked.add(new Shown.Within(step, shown));
          ask();
          checksum.add(selected);
        } catch (StrategyFailure e) {
          throw new FailedWithin(e);
        }
      }
      use.step(selected);
      if (methods != null) {
        methods.rate(schedule.rate((long) epoch * data.batches() + step));
      }
      return selected;
    }
  }

  private EpochRecord epoch(int epoch) throws StrategyFailure, Diverged {
    refuseIfCancelled();
    double observedBefore = observing.seconds;
    Chosen chosen = new Chosen(epoch);
    if (methods != null) {
      methods.begin(epoch);
    }
    double selectedBefore = chosen.selectSeconds;
    long start = System.nanoTime();
    TrainingMeasurement trained = train(chosen);
    double seconds =
        (System.nanoTime() - start) * NANOS
            - (chosen.selectSeconds - selectedBefore)
            - (observing.seconds - observedBefore)
            - (methods == null ? 0 : methods.seconds());
    if (!Double.isFinite(trained.meanLoss())) {
      throw new Diverged(epoch, trained.meanLoss());
    }
    observing = new Observing();
    boolean asks = epoch + 1 < count && chooser.reselection().due(epoch + 1, 0);
    if (asks) {
      observe(epoch + 1, 0);
    }
    long evaluating = System.nanoTime();
    attackSeconds = 0;
    evaluation = evaluated(epoch + 1 == count);
    if (methods != null) {
      evaluation = methods.counted(evaluation);
    }
    long end = System.nanoTime();
    EpochFacts facts =
        new EpochFacts(
            schedule.rate((epoch + 1L) * data.batches() - 1),
            chosen.use,
            trained,
            evaluation,
            chosen.before.facts(),
            trained.images(),
            new EpochFacts.Seconds(
                seconds,
                chosen.selectSeconds,
                chosen.before.seconds,
                (end - evaluating) * NANOS - attackSeconds),
            methods == null
                ? null
                : methods.facts(
                    chooser.network().real(), (long) data.wholeBatches() * data.rows()));
    Selection updated = chosen.use.updated();
    EpochRecord record =
        new EpochRecord(
            epoch,
            measured(facts),
            updated.network().layers().stream().map(updated::sizeIn).toList(),
            PackedBits.encode(updated.toBitSet()));
    if (epoch + 1 < count) {
      keeper.add(
          new Checkpoint.Epoch(record, chosen.checksum.value(), chosen.asked, shown),
          asks,
          session,
          () -> methods == null ? Methods.State.NONE : FailedWithin.wrapped(methods::state));
    }
    return record;
  }

  /** Evaluates the network, or the average that a method wants in its place. */
  private Evaluation evaluated(boolean last) {
    if (methods == null || !methods.averages()) {
      return judged(last);
    }
    SessionState now = session.state();
    session.restore(new SessionState(methods.averaged(), now.momentum()));
    Evaluation averaged = judged(last);
    session.restore(now);
    if (!chooser.signals().isEmpty()) {
      session.observe(chooser.signals(), chooser.images()); // what the next one compares with
    }
    return averaged;
  }

  /** Evaluates what the session holds, or its features; at the end, under attack too. */
  private Evaluation judged(boolean last) {
    Evaluation found =
        methods != null && methods.probes() ? probed(methods) : session.evaluate(data.test());
    if (last && methods != null) {
      long start = System.nanoTime();
      methods.attack(answering(), this::refuseIfCancelled);
      attackSeconds = (System.nanoTime() - start) * NANOS;
    }
    return found;
  }

  private Evaluation probed(Methods by) {
    Probe probe =
        new Probe(
            session.features(data.labelled()),
            labels(data.labelled()),
            open.dataset().classNames().size());
    return by.probed(probe, session.features(data.test()), labels(data.test()));
  }

  /** Answers outside steps, which no step is charged. */
  private Learning.Answering answering() {
    return new Learning.Answering() {
      @Override
      public float[][] outputs(Batch images) {
        return session.answer(images).scored().outputs();
      }

      @Override
      public float[][] features(Batch images) {
        return session.features(List.of(images).iterator());
      }

      @Override
      public TrainingSession.Sensitivity sensitivity(
          Batch images, Function<float[][], Targets> loss) {
        return session.sensitivity(images, loss);
      }
    };
  }

  private static int[] labels(Iterator<Batch> batches) {
    List<Batch> all = new ArrayList<>();
    batches.forEachRemaining(all::add);
    return all.stream()
        .flatMapToInt(batch -> Arrays.stream(batch.labels(), 0, batch.size()))
        .toArray();
  }

  private Map<String, Number> measured(EpochFacts facts) throws StrategyFailure {
    Map<String, Number> all = new TreeMap<>(metrics.measure(facts));
    if (methods != null) {
      all.putAll(methods.measures());
    }
    return all;
  }

  private TrainingMeasurement train(Chosen chosen) throws StrategyFailure {
    try {
      return session.train(
          chosen,
          methods == null ? Learning.PLAIN : methods,
          data.steps(chosen.epoch, schedule),
          step -> stepDone(chosen.epoch, step));
    } catch (FailedWithin e) {
      throw e.failure();
    }
  }

  private void stepDone(int epoch, int step) {
    if (methods != null && methods.averages()) {
      methods.average(session.state().parameters());
    }
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

  /** Observes for the next selection; what it takes is charged to the epoch that uses it. */
  private void observe(int epoch, int step) {
    Observed observed = Observed.NOTHING;
    if (!chooser.signals().isEmpty()) {
      long start = System.nanoTime();
      observed = session.observe(chooser.signals(), chooser.images());
      observing.add(observed, (System.nanoTime() - start) * NANOS);
    }
    Seen seen = session.seen();
    shown =
        new Shown(
            observed,
            new Progress(
                step,
                data.batches(),
                schedule.rate((long) epoch * data.batches() + step),
                seen.loss(),
                seen.accuracy(),
                seen.classAccuracy()));
  }
}
