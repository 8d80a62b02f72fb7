package org.neuronbench.core.experiment;

import static org.neuronbench.core.experiment.Setting.Effect.CONTENT;
import static org.neuronbench.core.experiment.Setting.Effect.NONE;
import static org.neuronbench.core.experiment.Setting.Effect.NUMBERS;
import static org.neuronbench.core.experiment.Setting.Effect.NUMBERS_UNLESS_DEFAULT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Fit;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.TrainingRecipe.PixelScaling;

/**
 * The settings of experiment files, each declared once: reading, {@code --set}, {@code plan}, the
 * identity of cells, {@code --help}, the JSON Schema and the user guide read this list.
 *
 * @param all in the order in which they are read and shown; sections stay together
 */
public record Settings(List<Setting<?>> all) {

  private static final int MOST = 1_000_000;
  private static final double MOST_JITTER = 2;

  /** Epochs of the cosine decay, after the warm-up. */
  public static final Setting<Integer> EPOCHS =
      Setting.of(
              "training.epochs",
              Kind.whole(1, MOST),
              NUMBERS,
              "epochs of the cosine decay, after the warm-up")
          .or(20);

  /** Epochs of linear warm-up, before. */
  public static final Setting<Integer> WARMUP_EPOCHS =
      Setting.of(
              "training.warmup-epochs",
              Kind.whole(0, MOST),
              NUMBERS,
              "epochs of linear warm-up from 0, before")
          .or(0);

  /** Id of the engine; the first of the vocabulary where nothing is said. */
  public static final Setting<String> ENGINE =
      Setting.of(
              "training.engine",
              Kind.word(Vocabulary::engines, "onednn", "dl4j"),
              NUMBERS,
              "what executes the networks; see [architecture](architecture.md#engines)")
          .or(null, "`onednn`");

  /** Images in a training batch. */
  public static final Setting<Integer> BATCH =
      Setting.of(
              "training.batch",
              Kind.whole(1, 4096),
              NUMBERS,
              "images a step; an incomplete last batch is dropped")
          .or(32);

  /** Rate at the end of the warm-up. */
  public static final Setting<Double> LEARNING_RATE =
      Setting.of(
              "training.learning-rate",
              Kind.number(0, 100),
              NUMBERS,
              "rate at the end of the warm-up; decays to 0, set for each step")
          .or(0.125);

  /** Heavy-ball momentum. */
  public static final Setting<Double> MOMENTUM =
      Setting.of(
              "training.momentum",
              Kind.number(0, 0.9999),
              NUMBERS,
              "`v = momentum * v + g; w -= rate * v`")
          .or(0.0);

  /** L2 decay. */
  public static final Setting<Double> WEIGHT_DECAY =
      Setting.of(
              "training.weight-decay",
              Kind.number(0, 1),
              NUMBERS,
              "added to the gradient as `weight-decay * w`")
          .or(0.0);

  /** Share of the target spread over all classes. */
  public static final Setting<Double> LABEL_SMOOTHING =
      Setting.of(
              "training.label-smoothing",
              Kind.number(0, 0.9999),
              NUMBERS,
              "share of the target spread over all classes")
          .or(0.0);

  /** Edge of the input in pixels; not set, the model's own. */
  public static final Setting<Integer> IMAGE_SIZE =
      Setting.of("training.image-size", Kind.whole(8, 1024), CONTENT, "edge of the input in pixels")
          .or(null, "the model's own");

  /** What batch norm does while training. */
  public static final Setting<BatchNormMode> BATCH_NORM =
      Setting.of(
              "training.batch-norm",
              Kind.of(BatchNormMode.class),
              NUMBERS,
              "`train`: batch statistics, scale and shift are trained; `frozen`: running statistics,"
                  + " nothing changes")
          .or(BatchNormMode.TRAIN);

  /** What is done to training images at random. */
  public static final Setting<Augmentation> AUGMENTATION =
      Setting.of(
              "training.augmentation",
              AugmentationKind.KIND,
              NUMBERS,
              "`flip`: mirror left and right with probability one half; [the"
                  + " others](datasets.md#augmentation)")
          .or(Augmentation.NONE)
          .identifiedBy(Augmentation::label);

  /** How pixels become network input. */
  public static final Setting<PixelScaling> PREPROCESSING =
      Setting.of(
              "training.preprocessing",
              Kind.of(PixelScaling.class),
              NUMBERS_UNLESS_DEFAULT,
              "mean and deviation of the pixels: the weights' own, or one half")
          .or(PixelScaling.WEIGHTS);

  /** Images held out of the training split for observations. */
  public static final Setting<Integer> VELOCITY_IMAGES =
      Setting.of(
              "training.velocity-images",
              Kind.whole(1, MOST),
              NUMBERS,
              "images held out of training for observations, for every strategy")
          .or(10);

  /** Native threads of a cell. */
  public static final Setting<Integer> THREADS =
      Setting.of("training.threads", Kind.whole(1, 1024), NUMBERS, "native threads of a cell")
          .or(null, "the processors of the machine");

  static final Setting<Range> CROP_SCALE =
      Setting.of(
              "training.augmentation.crop-scale",
              Range.kind(1),
              NUMBERS,
              "share of the image's area that a random crop keeps")
          .or(null, "no crop; `[0.08, 1]` beside `crop-ratio`");

  static final Setting<Range> CROP_RATIO =
      Setting.of(
              "training.augmentation.crop-ratio",
              Range.kind(100),
              NUMBERS,
              "width over height of the crop")
          .or(null, "no crop; `[3/4, 4/3]` beside `crop-scale`");

  static final Setting<Double> FLIP =
      Setting.of(
              "training.augmentation.flip",
              Kind.number(0, 1),
              NUMBERS,
              "probability of mirroring left and right")
          .or(0.0);

  static final Setting<Double> BRIGHTNESS = jitter("brightness");
  static final Setting<Double> CONTRAST = jitter("contrast");
  static final Setting<Double> SATURATION = jitter("saturation");

  private static Setting<Double> jitter(String what) {
    return Setting.of(
            "training.augmentation." + what,
            Kind.number(0, MOST_JITTER),
            NUMBERS,
            "factors are drawn from 1 less and more this, not below 0")
        .or(0.0);
  }

  /** A weight file. */
  public static final Setting<Path> WEIGHTS =
      Setting.of(
              "models.weights",
              Kind.path(Kind.Scope::weights),
              CONTENT,
              "a `.safetensors` file; a plain name may be that of fetched weights")
          .or(null, "`micro`: its own; else none");

  /** Width multiplier. */
  public static final Setting<Double> WIDTH =
      Setting.of(
              "models.width",
              Kind.number(0.05, 4),
              CONTENT,
              "width multiplier of `mobilenet-v2`; other models have one width")
          .or(1.0);

  /** What becomes of the classifier. */
  public static final Setting<Head> HEAD =
      Setting.of(
              "models.head",
              Kind.of(Head.class),
              NUMBERS,
              "see [Models and weights](#models-and-weights)")
          .or(Head.REPLACED)
          .identifiedBy(Head::name);

  /** The dataset's name in results; not set, its id. */
  public static final Setting<String> DATASET_NAME =
      Setting.of(
              "datasets.name",
              ExperimentReader.NAME,
              NONE,
              "in results and reports; no two datasets of an experiment share one")
          .or(null, "its id");

  /** Folder or archive of a dataset. */
  public static final Setting<Path> ROOT =
      Setting.of("datasets.root", Kind.path(Kind.Scope::path), CONTENT, "folder or archive")
          .or(null, "where it was fetched to; required for `image-folder`");

  /** Share of the shorter side kept by the centre crop. */
  public static final Setting<Double> CROP =
      Setting.of(
              "datasets.crop",
              Kind.number(0.1, 1),
              CONTENT,
              "share of the shorter side that the centre crop keeps")
          .or(null, "0.875; 1 for tasks drawn by code");

  /** Most training images. */
  public static final Setting<Integer> TRAIN_LIMIT =
      Setting.of(
              "datasets.train-limit",
              Kind.whole(1, Integer.MAX_VALUE),
              CONTENT,
              "most training images")
          .or(null, "all");

  /** Most test images. */
  public static final Setting<Integer> TEST_LIMIT =
      Setting.of(
              "datasets.test-limit", Kind.whole(1, Integer.MAX_VALUE), CONTENT, "most test images")
          .or(null, "all");

  /** How images become squares. */
  public static final Setting<Fit> FIT =
      Setting.of("datasets.fit", Kind.of(Fit.class), CONTENT, "how images become squares")
          .or(null, "`crop`; `squash` for `vww`");

  /** Becomes part of the strategy's name in results. */
  static final Setting<Control> CONTROL =
      Setting.of(
              "strategies." + Control.KEY,
              Kind.of(Control.class),
              CONTENT,
              "a control experiment: what becomes of the strategy's ranking; see"
                  + " [controls](#controls)")
          .or(Control.NONE);

  /** Time of each call into a strategy. */
  public static final Setting<Duration> SELECTION_LIMIT =
      Setting.of(
              "limits.selection",
              Kind.time(Limits::time),
              NONE,
              "time that a strategy may take to start, and for each selection; a cell that takes"
                  + " longer ends with `timeout`")
          .or(Limits.DEFAULT.selection(), "`60s`");

  static final Setting<String> NAME =
      Setting.of(
              "name",
              ExperimentReader.NAME,
              NONE,
              "names the result folder and the experiment in results")
          .or(null, "file name without `.yaml`, if that is one");

  static final Setting<List<ModelEntry>> MODELS =
      Setting.of(
          "models",
          Kind.list("list of models", "[micro]", ExperimentReader.MODEL),
          CONTENT,
          "see below");

  static final Setting<List<DatasetEntry>> DATASETS =
      Setting.of(
          "datasets",
          Kind.list("list of datasets", "[shapes]", ExperimentReader.DATASET),
          CONTENT,
          "see below");

  static final Setting<List<StrategyEntry>> STRATEGIES =
      Setting.of(
          "strategies",
          Kind.list("list of strategies", "[velocity, random]", ExperimentReader.STRATEGY),
          CONTENT,
          "see [Strategies](#strategies)");

  static final Setting<Boolean> FLOORS =
      Setting.of(
              "floors",
              Kind.word(any -> List.of("false", "true"), "false", "true")
                  .map(Boolean::valueOf, String::valueOf),
              NONE,
              "adds `head-only`, `static-random` and `full` to the strategies")
          .or(false);

  static final Setting<List<BudgetSpec>> BUDGETS =
      Setting.of(
              "budgets",
              Kind.list("list of budgets", "[21.2%]", ExperimentReader.BUDGET),
              CONTENT,
              "see [Budgets](#budgets)")
          .or(null, "required, even if no strategy uses one");

  static final Setting<List<Long>> SEEDS =
      Setting.of(
              "seeds",
              Kind.list("list of whole numbers (64 bit)", "[0, 42, 100]", ExperimentReader.SEED),
              CONTENT,
              "root seeds")
          .or(List.of(0L, 42L, 100L), "`[0, 42, 100]`, the paper's");

  /** What this version knows. */
  public static final Settings STANDARD =
      new Settings(
          List.of(
              NAME,
              MODELS,
              DATASETS,
              STRATEGIES,
              FLOORS,
              BUDGETS,
              SEEDS,
              WEIGHTS,
              WIDTH,
              HEAD,
              DATASET_NAME,
              ROOT,
              CROP,
              FIT,
              TRAIN_LIMIT,
              TEST_LIMIT,
              CONTROL,
              ENGINE,
              EPOCHS,
              WARMUP_EPOCHS,
              BATCH,
              LEARNING_RATE,
              MOMENTUM,
              WEIGHT_DECAY,
              LABEL_SMOOTHING,
              IMAGE_SIZE,
              BATCH_NORM,
              AUGMENTATION,
              PREPROCESSING,
              VELOCITY_IMAGES,
              THREADS,
              CROP_SCALE,
              CROP_RATIO,
              FLIP,
              BRIGHTNESS,
              CONTRAST,
              SATURATION,
              SELECTION_LIMIT));

  /** Copies the list. */
  public Settings {
    all = List.copyOf(all);
  }

  /** Returns these settings and others. */
  public Settings with(Setting<?>... others) {
    return new Settings(Stream.concat(all.stream(), Stream.of(others)).toList());
  }

  /** Returns the settings of a section, in order. */
  public List<Setting<?>> of(String section) {
    return all.stream().filter(setting -> setting.section().equals(section)).toList();
  }
}
