package org.neuronbench.benchmarks;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.engine.MemoryParts;
import org.neuronbench.core.engine.Model;
import org.neuronbench.core.engine.ModelRequest;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingEngine;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.plugins.PluginLocations;
import org.neuronbench.core.strategies.GuardedStrategy;
import org.neuronbench.core.strategies.StrategyFailure;
import org.neuronbench.core.strategies.StrategyRegistry;
import org.neuronbench.engine.onednn.OnednnSession;
import org.neuronbench.models.ModelZoo;
import org.neuronbench.spi.Budget;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/** One of our engines on one case. */
final class EngineContestant implements AutoCloseable {

  /** Share of scheme s1 and of the paper's smallest budget. */
  private static final double SMALLEST_BUDGET = 0.0878233231;

  private static final int VELOCITY_IMAGES = 10;
  private static final int ALONE_REPEATS = 7;
  private static final int CLASSES = 10;
  private static final double RATE = 1e-4;
  private static final double NANOS = 1e-9;

  private final BenchCase benchCase;
  private final BenchSettings settings;
  private final Model model;
  private final TrainingSession session;
  private final Batch batch;
  private final Selection selection;
  private double observeSeconds;
  private @Nullable MemoryParts memory;

  EngineContestant(
      TrainingEngine engine,
      Precision precision,
      String network,
      BenchCase benchCase,
      BenchSettings settings)
      throws StrategyFailure {
    this.benchCase = benchCase;
    this.settings = settings;
    this.batch = noise(settings.batch);
    ModelRequest request =
        new ModelRequest(network, Optional.empty(), 1, Head.REPLACED, settings.imageSize);
    this.model = new ModelZoo().load(request);
    RandomStream random = new RandomStream(1);
    this.session =
        engine.open(
            model,
            new SessionSettings(
                    benchCase.batchNorm(),
                    0,
                    0,
                    0,
                    settings.batch,
                    settings.threads,
                    CLASSES,
                    random)
                .in(precision));
    this.selection = choose();
  }

  /** Speed does not depend on what is on the images. */
  private Batch noise(int size) {
    RandomStream random = new RandomStream(1);
    byte[] pixels = new byte[size * settings.imageSize * settings.imageSize * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    int[] labels = IntStream.range(0, size).map(i -> i % CLASSES).toArray();
    return new Batch(size, settings.imageSize, pixels, labels);
  }

  private void train(Selection chosen, int steps) {
    Iterator<TrainingStep> same =
        Collections.nCopies(steps, new TrainingStep(batch, RATE)).iterator();
    memory = session.train(chosen, same, done -> {}).memory();
  }

  /** Returns the bytes of the last training step by what they are for; empty if not known. */
  Map<String, Long> parts() {
    Map<String, Long> parts = new LinkedHashMap<>();
    if (memory != null && benchCase != BenchCase.EVALUATION) {
      parts.put("weights and copies", memory.weights());
      parts.put("saved", memory.saved());
      parts.put("gradients", memory.gradients());
      parts.put("optimiser", memory.optimiser());
      parts.put("workspace", memory.workspace());
    }
    return parts;
  }

  private Selection choose() throws StrategyFailure {
    return switch (benchCase) {
      case FULL, EVALUATION -> Selection.all(model.network());
      case SPARSE_UPDATE -> bySelecting("sparse-update", Map.of("scheme", "s1"), 1);
      case VELOCITY -> bySelecting("velocity-per-parameter", Map.of(), 3);
    };
  }

  /** Lets a strategy choose as in a run: observe, select, train a little, and again. */
  private Selection bySelecting(String strategy, Map<String, String> parameters, int epochs)
      throws StrategyFailure {
    Budget budget = new Budget((long) (SMALLEST_BUDGET * model.network().parameters()) + 1);
    GuardedStrategy guarded =
        GuardedStrategy.start(
            StrategyRegistry.load(
                new PluginLocations().classPath(getClass().getClassLoader()).plugins()),
            strategy,
            parameters,
            model.network(),
            budget,
            new RandomStream(1));
    Set<Signal> signals = guarded.signals();
    Batch images = noise(VELOCITY_IMAGES);
    Selection chosen = Selection.none(model.network());
    for (int epoch = 0; epoch < epochs; epoch++) {
      long start = System.nanoTime();
      Observations observations = session.observe(signals, images).observations();
      chosen = guarded.select(epoch, epochs, observations);
      observeSeconds = (System.nanoTime() - start) * NANOS;
      train(chosen, 2);
    }
    return chosen;
  }

  /** Runs one measurement and returns images per second. */
  double measure() {
    long start = System.nanoTime();
    if (benchCase == BenchCase.EVALUATION) {
      session.evaluate(Collections.nCopies(settings.steps, batch).iterator());
    } else {
      train(selection, settings.steps);
    }
    double seconds = (System.nanoTime() - start) * NANOS;
    return settings.batch * settings.steps / seconds;
  }

  /** Runs one measurement more and returns where the time of a step goes, in seconds by kind. */
  Map<String, Double> profile() {
    if (!(session instanceof OnednnSession onednn) || benchCase == BenchCase.EVALUATION) {
      return Map.of();
    }
    Map<String, Double> seconds = onednn.profile();
    measure();
    seconds.replaceAll((kind, sum) -> sum / settings.steps);
    return seconds;
  }

  /** Returns what the step's primitives take when each is run by itself, in seconds by kind. */
  Map<String, Double> kernelsAlone() {
    if (!(session instanceof OnednnSession onednn)) {
      return Map.of();
    }
    return benchCase == BenchCase.EVALUATION
        ? onednn.evaluationKernelsAlone(settings.batch, ALONE_REPEATS)
        : onednn.kernelsAlone(selection, settings.batch, ALONE_REPEATS);
  }

  /** Returns the seconds of the last observation and selection; 0 where nothing is selected. */
  double observeSeconds() {
    return observeSeconds;
  }

  /** Names the convolutions with a selected neuron. */
  String trainedLayers() {
    return model.network().layers().stream()
        .filter(l -> selection.sizeIn(l) > 0)
        .map(ConvolutionLayer::index)
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    session.close();
  }
}
