package org.neuronbench.core.engine;

import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.data.Batch;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.method.Targets;

/**
 * One network being fine-tuned. Owns its native memory; not thread-safe.
 *
 * <p>Rows and columns of weights that a selection leaves out are bit-identical after {@link
 * #train}, with momentum and weight decay too: their momentum is kept as it was.
 */
public interface TrainingSession extends AutoCloseable {

  /**
   * Trains one epoch: the selected neurons, the head, and batch norm unless it is frozen.
   *
   * @param selections what each step updates, output or input channels as their network says
   * @param learning from which images, towards which targets
   * @param steps the batches with their learning rates, consumed once; possibly on another thread,
   *     ahead of the steps
   * @param done hears the number of a step, from 1, when it was made; what it throws ends training
   */
  TrainingMeasurement train(
      Selections selections, Learning learning, Iterator<TrainingStep> steps, IntConsumer done);

  /** Trains one epoch from all images towards their labels. */
  default TrainingMeasurement train(
      Selections selections, Iterator<TrainingStep> steps, IntConsumer done) {
    return train(selections, Learning.PLAIN, steps, done);
  }

  /** Trains one epoch with one selection. */
  default TrainingMeasurement train(
      Selection selection, Iterator<TrainingStep> steps, IntConsumer done) {
    return train(step -> selection, steps, done);
  }

  /**
   * Forwards images with running batch-norm statistics.
   *
   * @return outputs and cross-entropies with labels, an entry an image, and what that took
   * @throws UnsupportedOperationException if {@link TrainingEngine#runsMethods} is false
   */
  default Answers answer(Batch images) {
    throw withoutMethods();
  }

  /**
   * Forwards images with running batch-norm statistics up to the classifier.
   *
   * @param batches the images, consumed once
   * @return what the classifier reads, a row an image
   * @throws UnsupportedOperationException if {@link TrainingEngine#runsMethods} is false
   */
  default float[][] features(Iterator<Batch> batches) {
    throw withoutMethods();
  }

  /**
   * Tells how losses of the features change with the pixels of the images, with running batch-norm
   * statistics.
   *
   * @param loss gives losses of features, a row an image, and their gradients ({@link
   *     Targets#ofLoss})
   * @throws UnsupportedOperationException if {@link TrainingEngine#runsMethods} is false
   */
  default Sensitivity sensitivity(Batch images, Function<float[][], Targets> loss) {
    throw withoutMethods();
  }

  /**
   * How images could be changed.
   *
   * @param features what the classifier reads, a row an image
   * @param slopes gradient of each image's loss by its pixels, from 0 to 255, laid out as those
   */
  record Sensitivity(float[][] features, float[] slopes) {}

  private UnsupportedOperationException withoutMethods() {
    return new UnsupportedOperationException(
        "The engine that runs this network does not run methods; use engine: onednn, and a model"
            + " that it runs itself");
  }

  /**
   * What images were answered.
   *
   * @param scored outputs and losses
   * @param macs multiply-accumulates of all images; {@code null} if not counted
   */
  record Answers(Learning.Scored scored, @Nullable Long macs) {}

  /** Tells what became of the training images since this was asked before. */
  Seen seen();

  /**
   * Classifies images with running batch-norm statistics.
   *
   * @param batches the images, consumed once
   */
  Evaluation evaluate(Iterator<Batch> batches);

  /**
   * Measures signals, those that {@link SessionSettings#signals} announced. Those that look back do
   * so to the call before, and are absent from the first call's answer.
   *
   * @param images the velocity images; the same in every call
   */
  Observed observe(Set<Signal> signals, Batch images);

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
