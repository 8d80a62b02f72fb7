package org.neuronbench.core.run;

import java.util.Iterator;
import java.util.function.BiConsumer;
import org.neuronbench.core.data.Batch;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.engine.TrainingStep;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;

/** Trains a whole network on a dataset, without strategy or budget: how weights are pretrained. */
public final class FullTraining {

  private final TrainingRecipe recipe;
  private final TrainingData data;

  /**
   * Prepares training.
   *
   * @param recipe how to train; the velocity images are held out here too
   */
  public FullTraining(Dataset dataset, TrainingRecipe recipe, long seed) {
    this.recipe = recipe;
    this.data =
        new TrainingData(
            dataset,
            recipe.batch(),
            recipe.augmentation(),
            recipe.velocityImages(),
            new RandomStream(seed));
  }

  /**
   * Trains.
   *
   * @param epochDone hears the epoch, from 0, and the accuracy on the test split after it
   */
  public void run(
      Network network, TrainingSession session, BiConsumer<Integer, Evaluation> epochDone) {
    long steps = data.batches();
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            recipe.learningRate(), recipe.warmupEpochs() * steps, recipe.epochs() * steps);
    for (int epoch = 0; epoch < recipe.totalEpochs(); epoch++) {
      session.train(Selection.all(network), steps(epoch * steps, data.epoch(epoch), schedule));
      epochDone.accept(epoch, session.evaluate(data.test()));
    }
  }

  private static Iterator<TrainingStep> steps(
      long first, Iterator<Batch> batches, LearningRateSchedule schedule) {
    return new Iterator<>() {
      private long iteration = first;

      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public TrainingStep next() {
        return new TrainingStep(batches.next(), schedule.rate(iteration++));
      }
    };
  }
}
