package org.neuronbench.core.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.EngineFacts;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.Learning;
import org.neuronbench.core.engine.MemoryParts;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.Observed;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.Seen;
import org.neuronbench.core.engine.Selections;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingMeasurement;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.method.Targets;

/**
 * Trains nothing and remembers everything it was asked. An image's loss is the index of its step in
 * the session; of every batch two images are of class 0, of which it gets one right, and two of
 * class 1, which it gets right.
 */
final class FakeEngine implements TrainingEngine {

  final List<Batch> trained = new ArrayList<>();
  final List<Batch> observed = new ArrayList<>();
  final List<Batch> evaluated = new ArrayList<>();

  /** One an epoch, and each that another followed within it. */
  final List<Selection> selections = new ArrayList<>();

  final List<Double> learningRates = new ArrayList<>();
  final List<SessionSettings> settings = new ArrayList<>();
  final List<SessionState> restored = new ArrayList<>();
  int opened;
  int closed;

  /** The loss of each epoch; throw here to fail in training. */
  IntToDoubleFunction lossOfEpoch = epoch -> 1.0 / (epoch + 1);

  Optional<Unfit> unfit = Optional.empty();
  boolean counts = true;

  /** Whether the feature is the first byte of an image in place of its label. */
  boolean seesPixels;

  IntBinaryOperator rightOf = (epoch, images) -> images / 2;
  Long observationMacs = 0L;
  Long observationBytes = 0L;
  final List<Integer> admitted = new ArrayList<>();
  final List<Batch> instead = new ArrayList<>();
  final List<Targets> targets = new ArrayList<>();
  EngineFacts ranOn = EngineFacts.asked("fake-engine", 2);

  @Override
  public Optional<Unfit> unfit(Precision precision) {
    return precision == Precision.FLOAT32 ? Optional.empty() : unfit;
  }

  @Override
  public String id() {
    return "fake-engine";
  }

  @Override
  public boolean runsMethods() {
    return true;
  }

  @Override
  public int numerics() {
    return 1;
  }

  @Override
  public TrainingSession open(Model model, SessionSettings settings) {
    this.settings.add(settings);
    opened++;
    return new Session(model.network().in(settings.unit()));
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("fake", "1.0");
  }

  private final class Session implements TrainingSession {
    private final Network network;
    private int epoch;
    private int step;
    private double lossSum;
    private int images;
    private boolean observedBefore;

    Session(Network network) {
      this.network = network;
    }

    @Override
    public EngineFacts engine() {
      return ranOn;
    }

    @Override
    public TrainingMeasurement train(
        Selections chosen, Learning learning, Iterator<TrainingStep> steps, IntConsumer done) {
      Selection last = null;
      int count = 0;
      long offered = 0;
      long taken = 0;
      while (steps.hasNext()) {
        Selection selection = chosen.before(count);
        if (selection != last) {
          selections.add(selection);
          last = selection;
        }
        TrainingStep next = steps.next();
        step(next);
        offered += next.batch().size();
        taken += learn(learning, next.batch());
        done.accept(++count);
      }
      double loss = lossOfEpoch.applyAsDouble(epoch++);
      return counts
          ? new TrainingMeasurement(
              loss, count, 30L, 40L, 1000L, new MemoryParts(1, 2, 3, 4, 5), offered, taken)
          : new TrainingMeasurement(loss, count, null, null, null, null, offered, taken);
    }

    /** Every image has the loss that its id says, in hundredths. */
    private int learn(Learning learning, Batch offered) {
      Batch other = learning.instead(offered, new Answered());
      Batch batch = other == null ? offered : other;
      instead.add(batch);
      int[] rows = learning.admit(batch, images -> scored(batch, images));
      int[] kept = rows == null ? IntStream.range(0, batch.size()).toArray() : rows;
      Learning.Scored scored = scored(batch, kept);
      if (kept.length > 0 && learning.hasTargets()) {
        targets.add(learning.targets(scored.outputs()));
      }
      admitted.add(kept.length);
      learning.after(scored);
      return kept.length;
    }

    private final class Answered implements Learning.Answering {
      @Override
      public float[][] outputs(Batch images) {
        return answer(images).scored().outputs();
      }

      @Override
      public float[][] features(Batch images) {
        return Session.this.features(List.of(images).iterator());
      }

      @Override
      public Sensitivity sensitivity(Batch images, Function<float[][], Targets> loss) {
        return Session.this.sensitivity(images, loss);
      }
    }

    /** No pixel matters, or the first of each image. */
    @Override
    public Sensitivity sensitivity(Batch images, Function<float[][], Targets> loss) {
      float[][] features = features(List.of(images).iterator());
      Targets losses = loss.apply(features);
      float[] slopes = new float[images.pixels().length];
      for (int i = 0; seesPixels && i < features.length; i++) {
        double[] slope = new double[1];
        losses.loss(i, features[i], slope);
        slopes[i * 3 * images.imageSize() * images.imageSize()] = (float) slope[0];
      }
      return new Sensitivity(features, slopes);
    }

    private Learning.Scored scored(Batch batch, int[] images) {
      return new Learning.Scored(
          new float[images.length][3],
          IntStream.of(images).mapToDouble(i -> batch.ids()[i] / 100.0).toArray());
    }

    /** One feature: the label, so that any probe finds it. */
    @Override
    public float[][] features(Iterator<Batch> batches) {
      List<float[]> rows = new ArrayList<>();
      batches.forEachRemaining(
          batch ->
              IntStream.range(0, batch.size())
                  .forEach(i -> rows.add(new float[] {feature(batch, i)})));
      return rows.toArray(float[][]::new);
    }

    private float feature(Batch batch, int image) {
      int bytes = 3 * batch.imageSize() * batch.imageSize();
      return seesPixels ? batch.pixels()[image * bytes] & 0xFF : batch.labels()[image];
    }

    @Override
    public Answers answer(Batch images) {
      int[] all = IntStream.range(0, images.size()).toArray();
      return new Answers(scored(images, all), 7L * images.size());
    }

    private void step(TrainingStep next) {
      trained.add(next.batch());
      learningRates.add(next.learningRate());
      lossSum += (double) step++ * next.batch().size();
      images += next.batch().size();
    }

    @Override
    public Seen seen() {
      int half = images / 2;
      Seen seen = new Seen(lossSum, images, new int[] {half, half}, new int[] {half / 2, half});
      lossSum = 0;
      images = 0;
      return seen;
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
      right.set(0, rightOf.applyAsInt(epoch, images));
      return new Evaluation(images, right, 1);
    }

    /** Takes a moment, so that its cost can be told from nothing. */
    @Override
    public Observed observe(Set<Signal> signals, Batch images) {
      observed.add(images);
      long start = System.nanoTime();
      while (System.nanoTime() == start) {
        Thread.onSpinWait();
      }
      Map<Signal, double[]> values = new EnumMap<>(Signal.class);
      for (Signal signal : signals) {
        if (observedBefore || !signal.looksBack()) {
          values.put(signal, new double[signal.length(network)]);
        }
      }
      observedBefore = true;
      return new Observed(Observations.of(values), observationMacs, observationBytes);
    }

    @Override
    public SessionState state() {
      return new SessionState(new float[] {epoch, step}, new float[] {-epoch});
    }

    @Override
    public void restore(SessionState state) {
      epoch = (int) state.parameters()[0];
      step = (int) state.parameters()[1];
      observedBefore = false;
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
