package org.neuronbench.engine.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.OutputMaps;
import org.neuronbench.spi.Unit;

/**
 * The programs of a session, by what they are compiled for; of many, those not used for long go.
 */
final class Programs implements AutoCloseable {

  /**
   * Each holds some hundred kilobytes of native descriptions; their activations are in one block.
   */
  private static final int MOST = 32;

  private final LoweredNetwork network;
  private final NativeParameters parameters;
  private final Kernels kernels;
  private final Goal goal;
  private final Map<Object, AutoCloseable> known = new LinkedHashMap<>(MOST, 0.75f, true);
  private int compilations;

  /**
   * What the classifier is trained for.
   *
   * @param labelSmoothing share of the target spread over all classes
   * @param extraOutputs behind those of the classes
   */
  record Goal(double labelSmoothing, int extraOutputs) {}

  Programs(LoweredNetwork network, NativeParameters parameters, Kernels kernels, Goal goal) {
    this.network = network;
    this.parameters = parameters;
    this.kernels = kernels;
    this.goal = goal;
  }

  /** What forward passes are compiled for. */
  private enum Wanted {
    ANSWERS,
    OBSERVATION,
    FEATURES,
    SENSITIVITY
  }

  private record Forward(int images, Wanted wanted) {}

  int compilations() {
    return compilations;
  }

  StepProgram step(StepShape shape) {
    return (StepProgram)
        find(
            shape,
            () ->
                StepProgram.of(
                    shape, network, parameters, kernels, goal, Differentiation.Taps.NONE));
  }

  /** Compiles a step that updates no convolution and is looked at; not kept. */
  StepProgram untrained(int images, Choice none, FisherSums sums) {
    return StepProgram.of(untrained(images, none), network, parameters, kernels, goal, sums);
  }

  private StepShape untrained(int images, Choice none) {
    return StepShape.of(
        network,
        images,
        BatchNormMode.FROZEN,
        Precision.FLOAT32,
        Unit.OUTPUT_CHANNEL,
        none,
        false,
        ErrorFlow.WHOLE);
  }

  /** Finds the gradient of losses of the features by the images' pixels. */
  PixelGradient sensitivity(int images, Choice none) {
    return (PixelGradient)
        find(
            new Forward(images, Wanted.SENSITIVITY),
            () -> new PixelGradient(untrained(images, none), network, parameters, kernels));
  }

  ForwardProgram evaluation(int images, Precision precision) {
    return (ForwardProgram)
        find(
            new Forward(images, Wanted.ANSWERS),
            () -> ForwardProgram.evaluation(network, images, precision, parameters, kernels));
  }

  ForwardProgram features(int images, Precision precision) {
    return (ForwardProgram)
        find(
            new Forward(images, Wanted.FEATURES),
            () -> ForwardProgram.features(network, images, precision, parameters, kernels));
  }

  ForwardProgram observation(int images, OutputMaps maps) {
    return (ForwardProgram)
        find(
            new Forward(images, Wanted.OBSERVATION),
            () -> ForwardProgram.observation(network, images, parameters, kernels, maps));
  }

  private AutoCloseable find(Object key, Supplier<AutoCloseable> compiler) {
    AutoCloseable program = known.get(key);
    if (program == null) {
      if (known.size() == MOST) {
        Object oldest = known.keySet().iterator().next();
        close(known.remove(oldest));
      }
      program = Temporaries.freed(compiler);
      compilations++;
      known.put(key, program);
    }
    return program;
  }

  private static void close(AutoCloseable program) {
    if (program instanceof StepProgram step) {
      step.close();
    } else if (program instanceof PixelGradient gradient) {
      gradient.close();
    } else if (program instanceof ForwardProgram forward) {
      forward.close();
    }
  }

  @Override
  public void close() {
    known.values().forEach(Programs::close);
    known.clear();
  }
}
