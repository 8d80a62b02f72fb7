package org.neuronbench.core.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** Trains nothing and remembers everything it was asked. */
final class FakeEngine implements TrainingEngine {

  final List<Batch> trained = new ArrayList<>();
  final List<Batch> observed = new ArrayList<>();
  final List<Batch> evaluated = new ArrayList<>();
  final List<Selection> selections = new ArrayList<>();
  final List<Double> learningRates = new ArrayList<>();
  final List<SessionSettings> settings = new ArrayList<>();
  final List<SessionState> restored = new ArrayList<>();
  int opened;
  int closed;

  /** The loss of each epoch; throw here to fail in training. */
  IntToDoubleFunction lossOfEpoch = epoch -> 1.0 / (epoch + 1);

  boolean counts = true;
  EngineFacts ranOn = EngineFacts.asked("fake-engine", 2);

  @Override
  public String id() {
    return "fake-engine";
  }

  @Override
  public int numerics() {
    return 1;
  }

  @Override
  public TrainingSession open(Model model, SessionSettings settings) {
    this.settings.add(settings);
    opened++;
    return new Session(model);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("fake", "1.0");
  }

  private final class Session implements TrainingSession {
    private final Model model;
    private int epoch;
    private boolean observedBefore;

    Session(Model model) {
      this.model = model;
    }

    @Override
    public EngineFacts engine() {
      return ranOn;
    }

    @Override
    public TrainingMeasurement train(
        Selection selection, Iterator<TrainingStep> steps, IntConsumer done) {
      selections.add(selection);
      int count = 0;
      while (steps.hasNext()) {
        TrainingStep step = steps.next();
        trained.add(step.batch());
        learningRates.add(step.learningRate());
        done.accept(++count);
      }
      double loss = lossOfEpoch.applyAsDouble(epoch++);
      return counts
          ? new TrainingMeasurement(loss, count, 30L, 40L, 1000L)
          : new TrainingMeasurement(loss, count, null, null, null);
    }

    @Override
    public Evaluation evaluate(Iterator<Batch> batches) {
      int images = 0;
      while (batches.hasNext()) {
        Batch batch = batches.next();
        evaluated.add(batch);
        images += batch.size();
      }
      BitSet right = new BitSet();
      right.set(0, images / 2);
      return new Evaluation(images, right, 1);
    }

    /** Takes a moment, so that its cost can be told from nothing. */
    @Override
    public Observations observe(Set<Signal> signals, Batch images) {
      observed.add(images);
      long start = System.nanoTime();
      while (System.nanoTime() == start) {
        Thread.onSpinWait();
      }
      Map<Signal, double[]> values = new EnumMap<>(Signal.class);
      for (Signal signal : signals) {
        if (observedBefore || signal != Signal.OUTPUT_SIMILARITY) {
          values.put(signal, new double[model.network().neurons()]);
        }
      }
      observedBefore = true;
      return Observations.of(values);
    }

    @Override
    public SessionState state() {
      return new SessionState(new float[] {epoch}, new float[] {-epoch});
    }

    @Override
    public void restore(SessionState state) {
      epoch = (int) state.parameters()[0];
      restored.add(state);
    }

    @Override
    public long parametersOutsideBudget() {
      return 7;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
