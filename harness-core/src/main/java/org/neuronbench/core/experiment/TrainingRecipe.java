package org.neuronbench.core.experiment;

import java.util.Map;

/**
 * How every cell of an experiment trains: the values of section {@code training}.
 *
 * @param settings what there is to be set
 * @param values what was set
 */
public record TrainingRecipe(Settings settings, Values values) {

  /** The section of experiment files. */
  static final String SECTION = "training";

  /** Every standard setting at its default, on an engine with so many threads. */
  public static TrainingRecipe on(String engine, int threads) {
    Values own = Values.DEFAULTS.with(Settings.ENGINE, engine).with(Settings.THREADS, threads);
    return new TrainingRecipe(Settings.STANDARD, own);
  }

  /** How pixels become network input. */
  public enum PixelScaling {
    /** By the mean and deviation that the weights were trained with. */
    WEIGHTS,
    /** By one half and one half for every network, as the paper's code does. */
    HALF
  }

  /** Returns the value of a setting that has one. */
  public <T> T get(Setting<T> setting) {
    return values.get(setting);
  }

  /** Returns this recipe with another value. */
  public <T> TrainingRecipe with(Setting<T> setting, T value) {
    return new TrainingRecipe(settings, values.with(setting, value));
  }

  /** Returns the epochs that a cell runs. */
  public int totalEpochs() {
    return get(Settings.WARMUP_EPOCHS) + get(Settings.EPOCHS);
  }

  /** Returns what a file would say, by key; what is at its default is left out. */
  public Map<String, Object> written() {
    return values.written(settings.of(SECTION));
  }

  /** Returns what a cell's identity holds of it. */
  public Map<String, Object> identity() {
    return values.identity(settings.of(SECTION));
  }
}
