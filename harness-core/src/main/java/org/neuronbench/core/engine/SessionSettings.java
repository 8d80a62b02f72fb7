package org.neuronbench.core.engine;

import java.util.Set;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

/**
 * How a session trains.
 *
 * @param batchNorm what batch norm does while training
 * @param momentum heavy-ball momentum, 0 for none: {@code v = momentum * v + g; w -= rate * v}
 * @param weightDecay added to the gradient as {@code weightDecay * w}
 * @param labelSmoothing share of the target spread evenly over all classes
 * @param batch most images in a training batch
 * @param threads threads that compute for this session, whatever others use
 * @param classes outputs of a replaced head
 * @param head the stream that a replaced head is drawn from
 * @param unit what is selected, and observed
 * @param signals what will be observed
 * @param learningRate of a trial step before the first step of training
 * @param precision of training and evaluation; what is observed is float32
 */
public record SessionSettings(
    BatchNormMode batchNorm,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    int batch,
    int threads,
    int classes,
    RandomStream head,
    Unit unit,
    Set<Signal> signals,
    double learningRate,
    Precision precision) {

  /** Copies the set. */
  public SessionSettings {
    signals = Set.copyOf(signals);
  }

  /** Returns settings for float32 and output channels, that nothing is observed of. */
  public SessionSettings(
      BatchNormMode batchNorm,
      double momentum,
      double weightDecay,
      double labelSmoothing,
      int batch,
      int threads,
      int classes,
      RandomStream head) {
    this(
        batchNorm,
        momentum,
        weightDecay,
        labelSmoothing,
        batch,
        threads,
        classes,
        head,
        Unit.OUTPUT_CHANNEL,
        Set.of(),
        1,
        Precision.FLOAT32);
  }

  /** Returns the same with another precision. */
  public SessionSettings in(Precision other) {
    return new SessionSettings(
        batchNorm,
        momentum,
        weightDecay,
        labelSmoothing,
        batch,
        threads,
        classes,
        head,
        unit,
        signals,
        learningRate,
        other);
  }
}
