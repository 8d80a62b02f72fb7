package org.neuronbench.core.engine;

import java.util.Iterator;
import java.util.Set;
import java.util.function.IntConsumer;
import org.neuronbench.core.data.Batch;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;

/**
 * One network being fine-tuned. Owns its native memory; not thread-safe.
 *
 * <p>Rows of weights that a selection leaves out are bit-identical after {@link #train}, with
 * momentum and weight decay too: their momentum is kept as it was.
 */
public interface TrainingSession extends AutoCloseable {

  /**
   * Trains one epoch: the selected neurons, the head, and batch norm unless it is frozen.
   *
   * @param steps the batches with their learning rates, consumed once; possibly on another thread,
   *     ahead of the steps
   * @param done hears the number of a step, from 1, when it was made; what it throws ends training
   */
  TrainingMeasurement train(Selection selection, Iterator<TrainingStep> steps, IntConsumer done);

  /**
   * Classifies images with running batch-norm statistics.
   *
   * @param batches the images, consumed once
   */
  Evaluation evaluate(Iterator<Batch> batches);

  /**
   * Measures signals. Those that compare two epochs compare with the call before, and are absent
   * from the first call's answer.
   *
   * @param images the velocity images; the same in every call
   */
  Observations observe(Set<Signal> signals, Batch images);

  /** Tells what runs the network: the engine, and why it is not the one that was asked for. */
  EngineFacts engine();

  /**
   * Counts the trained parameters that no budget counts: the head, and batch norm's scale and shift
   * unless it is frozen.
   */
  long parametersOutsideBudget();

  /** Returns what training changed. */
  SessionState state();

  /**
   * Goes back to an earlier state. What {@link #observe} compares with is forgotten: observe once
   * after it to compare with this state.
   *
   * @throws IllegalArgumentException if it has another number of parameters
   */
  void restore(SessionState state);

  /** Frees the native memory. */
  @Override
  void close();
}
