package org.neuronbench.core.run;

import java.util.Set;
import java.util.function.BiConsumer;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.SessionSettings;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.RandomStream;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Signal;
import org.neuronbench.spi.Unit;

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
    this.data = new TrainingData(dataset, recipe, new RandomStream(seed));
  }

  /** Returns how a session trains whole networks by a recipe. */
  public static SessionSettings session(TrainingRecipe recipe, int classes, RandomStream head) {
    return session(recipe, classes, head, Unit.OUTPUT_CHANNEL, Set.of());
  }

  /** Returns how a session trains by a recipe, with what is selected and observed. */
  static SessionSettings session(
      TrainingRecipe recipe, int classes, RandomStream head, Unit unit, Set<Signal> signals) {
    return new SessionSettings(
        recipe.get(Settings.BATCH_NORM),
        recipe.get(Settings.MOMENTUM),
        recipe.get(Settings.WEIGHT_DECAY),
        recipe.get(Settings.LABEL_SMOOTHING),
        recipe.get(Settings.BATCH),
        recipe.get(Settings.THREADS),
        classes,
        head,
        unit,
        signals,
        recipe.get(Settings.LEARNING_RATE),
        recipe.get(Settings.PRECISION));
  }

  /**
   * Trains.
   *
   * @param network every neuron of it is updated
   * @param session the network
   * @param epochDone hears the epoch, from 0, and the accuracy on the test split after it
   */
  public void run(
      Network network, TrainingSession session, BiConsumer<Integer, Evaluation> epochDone) {
    LearningRateSchedule schedule = data.schedule();
    for (int epoch = 0; epoch < recipe.totalEpochs(); epoch++) {
      session.train(Selection.all(network), data.steps(epoch, schedule), step -> {});
      epochDone.accept(epoch, session.evaluate(data.test()));
    }
  }
}
