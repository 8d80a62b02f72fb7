package org.neuronbench.core.run;

import java.util.OptionalInt;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.experiment.TrainingRecipe;

/** Small recipes. */
final class Recipes {

  private Recipes() {}

  static TrainingRecipe of(int epochs, int warmup, int batch, int velocityImages) {
    return new TrainingRecipe(
        "fake-engine",
        epochs,
        warmup,
        batch,
        0.5,
        0.9,
        0.25,
        0.1,
        OptionalInt.empty(),
        BatchNormMode.FROZEN,
        Augmentation.NONE,
        velocityImages,
        2);
  }

  static TrainingRecipe epochs(int epochs) {
    return of(epochs, 0, 4, 2);
  }
}
