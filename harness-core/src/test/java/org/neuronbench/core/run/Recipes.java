package org.neuronbench.core.run;

import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.experiment.TrainingRecipe;

/** Small recipes. */
final class Recipes {

  private Recipes() {}

  static TrainingRecipe of(int epochs, int warmup, int batch, int velocityImages) {
    return TrainingRecipe.on("fake-engine", 2)
        .with(Settings.EPOCHS, epochs)
        .with(Settings.WARMUP_EPOCHS, warmup)
        .with(Settings.BATCH, batch)
        .with(Settings.LEARNING_RATE, 0.5)
        .with(Settings.MOMENTUM, 0.9)
        .with(Settings.WEIGHT_DECAY, 0.25)
        .with(Settings.LABEL_SMOOTHING, 0.1)
        .with(Settings.BATCH_NORM, BatchNormMode.FROZEN)
        .with(Settings.VELOCITY_IMAGES, velocityImages);
  }

  static TrainingRecipe epochs(int epochs) {
    return of(epochs, 0, 4, 2);
  }
}
