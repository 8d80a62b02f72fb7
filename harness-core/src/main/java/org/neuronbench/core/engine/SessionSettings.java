package org.neuronbench.core.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
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
 * @param classes of the task: outputs of a replaced head, before any extra ones
 * @param head the stream that a replaced head is drawn from
 * @param unit what is selected, and observed
 * @param signals what will be observed
 * @param learningRate of a trial step before the first step of training
 * @param precision of training and evaluation; what is observed is float32
 * @param extraOutputs of a replaced head, behind those of classes; evaluation passes them over
 * @param errors what of error maps travels on
 * @param body the stream that random weights are drawn from; {@code null} leaves the model's
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
    Precision precision,
    int extraOutputs,
    ErrorFlow errors,
    @Nullable RandomStream body) {

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

  /** Returns settings without extra outputs, that pass all errors on. */
  public SessionSettings(
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
    this(
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
        precision,
        0,
        ErrorFlow.WHOLE,
        null);
  }

  /** Returns the outputs of a replaced head. */
  public int outputs() {
    return classes + extraOutputs;
  }

  /** Returns the same with extra outputs and another way of errors. */
  public SessionSettings learning(int extra, ErrorFlow flow) {
    return with(precision, extra, flow, body);
  }

  /** Returns the same for a network whose weights are drawn anew. */
  public SessionSettings drawn(RandomStream stream) {
    return with(precision, extraOutputs, errors, stream);
  }

  /**
   * Returns settings of another network that is trained beside: float32, all of it, batch norm too.
   */
  public SessionSettings of(int outputs, double itsMomentum, RandomStream itsHead) {
    return new SessionSettings(
        BatchNormMode.TRAIN, itsMomentum, weightDecay, 0, batch, threads, outputs, itsHead);
  }

  /** Returns the same with another precision. */
  public SessionSettings in(Precision other) {
    return with(other, extraOutputs, errors, body);
  }

  private SessionSettings with(
      Precision other, int extra, ErrorFlow flow, @Nullable RandomStream drawn) {
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
        other,
        extra,
        flow,
        drawn);
  }
}
