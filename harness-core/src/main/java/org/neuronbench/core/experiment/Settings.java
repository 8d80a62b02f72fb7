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
import org.neuronbench.core.data.LabelNoise;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ModelRequest.Head;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.core.experiment.Experiment.DatasetEntry;
import org.neuronbench.core.experiment.Experiment.MethodsEntry;
import org.neuronbench.core.experiment.Experiment.ModelEntry;
import org.neuronbench.core.experiment.Experiment.StrategyEntry;
import org.neuronbench.core.experiment.TrainingRecipe.PixelScaling;

/**
 * The settings of experiment files, each declared once: reading, {@code --set}, {@code plan}, the
 * identity of cells, {@code --help}, the JSON Schema and the user guide read this list. The help of
 * a setting is its documentation.
 *
 * @param all in the order in which they are read and shown; sections stay together
 */
public record Settings(List<Setting<?>> all) {

  private static final List<String> IDENTIFIED = List.of("models", "datasets", "training");
  private static final int MOST = 1_000_000;
  private static final double MOST_JITTER = 2;

  public static final Setting<Integer> EPOCHS =
      numbers(
              "training.epochs",
              Kind.whole(1, MOST),
              "epochs of the cosine decay, after the warm-up")
          .or(20);

  public static final Setting<Integer> WARMUP_EPOCHS =
      numbers(
              "training.warmup-epochs",
              Kind.whole(0, MOST),
              "epochs of linear warm-up from 0, before")
          .or(0);

  public static final Setting<String> ENGINE =
      numbers(
              "training.engine",
              Kind.word(Vocabulary::engines, "onednn", "dl4j"),
              "what executes the networks; see [architecture](architecture.md#engines)")
          .or(null, "`onednn`");

  public static final Setting<Integer> BATCH =
      numbers(
              "training.batch",
              Kind.whole(1, 4096),
              "images a step; an incomplete last batch is dropped")
          .or(32);

  public static final Setting<Double> LEARNING_RATE =
      numbers(
              "training.learning-rate",
              Kind.number(0, 100),
              "rate at the end of the warm-up; decays to 0, set for each step")
          .or(0.125);

  public static final Setting<Double> MOMENTUM =
      numbers("training.momentum", Kind.number(0, 0.9999), "`v = momentum * v + g; w -= rate * v`")
          .or(0.0);

  public static final Setting<Double> WEIGHT_DECAY =
      numbers(
              "training.weight-decay",
              Kind.number(0, 1),
              "added to the gradient as `weight-decay * w`")
          .or(0.0);

  public static final Setting<Double> LABEL_SMOOTHING =
      numbers(
              "training.label-smoothing",
              Kind.number(0, 0.9999),
              "share of the target spread over all classes")
          .or(0.0);

  public static final Setting<Integer> IMAGE_SIZE =
      content("training.image-size", Kind.whole(8, 1024), "edge of the input in pixels")
          .or(null, "the model's own");

  public static final Setting<BatchNormMode> BATCH_NORM =
      numbers(
              "training.batch-norm",
              Kind.of(BatchNormMode.class),
              "`train`: batch statistics, scale and shift are trained; `frozen`: running statistics,"
                  + " nothing changes")
          .or(BatchNormMode.TRAIN);

  public static final Setting<Precision> PRECISION =
      Setting.of(
              "training.precision",
              Kind.of(Precision.class),
              NUMBERS_UNLESS_DEFAULT,
              "`bfloat16`: activations, error maps and the weights that convolutions read; all else"
                  + " is float32 ([what](performance.md#precision))")
          .or(Precision.FLOAT32);

  public static final Setting<Boolean> FORCE_PRECISION =
      noNumbers(
              "training.force-precision",
              Kind.flag(),
              "compute at a precision for which the processor has no instructions, slowly")
          .or(false);

  public static final Setting<Augmentation> AUGMENTATION =
      numbers(
              "training.augmentation",
              AugmentationKind.KIND,
              "`flip`: mirror left and right with probability one half; [the"
                  + " others](datasets.md#augmentation)")
          .or(Augmentation.NONE)
          .identifiedBy(Augmentation::label);

  public static final Setting<PixelScaling> PREPROCESSING =
      Setting.of(
              "training.preprocessing",
              Kind.of(PixelScaling.class),
              NUMBERS_UNLESS_DEFAULT,
              "mean and deviation of the pixels: the weights' own, or one half")
          .or(PixelScaling.WEIGHTS);

  public static final Setting<Integer> VELOCITY_IMAGES =
      numbers(
              "training.velocity-images",
              Kind.whole(1, MOST),
              "images held out of training for observations, for every strategy")
          .or(10);

  public static final Setting<Integer> THREADS =
      numbers("training.threads", Kind.whole(1, 1024), "native threads of a cell")
          .or(null, "the processors of the machine");

  static final Setting<Range> CROP_SCALE =
      numbers(
              "training.augmentation.crop-scale",
              Range.kind(1),
              "share of the image's area that a random crop keeps; `[0.08, 1]` beside `crop-ratio`")
          .or(null, "no crop");

  static final Setting<Range> CROP_RATIO =
      numbers(
              "training.augmentation.crop-ratio",
              Range.kind(100),
              "width over height of the crop; `[3/4, 4/3]` beside `crop-scale`")
          .or(null, "no crop");

  static final Setting<Double> FLIP =
      numbers(
              "training.augmentation.flip",
              Kind.number(0, 1),
              "probability of mirroring left and right")
          .or(0.0);

  static final Setting<Double> BRIGHTNESS = jitter("brightness");
  static final Setting<Double> CONTRAST = jitter("contrast");
  static final Setting<Double> SATURATION = jitter("saturation");

  private static <T> Setting<T> numbers(String path, Kind<T> kind, String help) {
    return Setting.of(path, kind, NUMBERS, help);
  }

  private static <T> Setting<T> content(String path, Kind<T> kind, String help) {
    return Setting.of(path, kind, CONTENT, help);
  }

  private static <T> Setting<T> noNumbers(String path, Kind<T> kind, String help) {
    return Setting.of(path, kind, NONE, help);
  }

  private static Setting<Double> jitter(String what) {
    return numbers(
            "training.augmentation." + what,
            Kind.number(0, MOST_JITTER),
            "factors are drawn from 1 less and more this, not below 0")
        .or(0.0);
  }

  public static final Setting<Path> WEIGHTS =
      content(
              "models.weights",
              Kind.path(Kind.Scope::weights),
              "a `.safetensors` file; a plain name may be that of fetched weights")
          .or(null, "`micro`: its own; else none");

  public static final Setting<Double> WIDTH =
      content(
              "models.width",
              Kind.number(0.05, 4),
              "width multiplier of `mobilenet-v2` and `cifar-resnet-*`; others have one width")
          .or(1.0);

  public static final Setting<Head> HEAD =
      numbers("models.head", Kind.of(Head.class), "see [Models and weights](#models-and-weights)")
          .or(Head.REPLACED)
          .identifiedBy(Head::name);

  public static final Setting<String> DATASET_NAME =
      noNumbers(
              "datasets.name",
              ExperimentReader.NAME,
              "in results and reports; no two datasets of an experiment share one")
          .or(null, "its id");

  public static final Setting<Path> ROOT =
      content("datasets.root", Kind.path(Kind.Scope::path), "folder or archive")
          .or(null, "where it was fetched to; required for `image-folder`");

  public static final Setting<Double> CROP =
      content(
              "datasets.crop",
              Kind.number(0.1, 1),
              "share of the shorter side that the centre crop keeps")
          .or(null, "0.875; 1 for tasks drawn by code");

  public static final Setting<Integer> TRAIN_LIMIT =
      content("datasets.train-limit", Kind.whole(1, Integer.MAX_VALUE), "most training images")
          .or(null, "all");

  public static final Setting<Integer> TEST_LIMIT =
      content("datasets.test-limit", Kind.whole(1, Integer.MAX_VALUE), "most test images")
          .or(null, "all");

  public static final Setting<Fit> FIT =
      content("datasets.fit", Kind.of(Fit.class), "how images become squares")
          .or(null, "`crop`; `squash` for `vww`");

  public static final Setting<Integer> LABELLED =
      Setting.of(
              "datasets.labelled",
              Kind.whole(0, Integer.MAX_VALUE),
              NUMBERS_UNLESS_DEFAULT,
              "training images with a label, drawn by the cell's seed, at least one of each class; 0 for"
                  + " all. Methods with a rule for views, a buffer or an adversary see the others too")
          .or(0);

  public static final Setting<Integer> STREAM =
      Setting.of(
              "datasets.stream",
              Kind.whole(0, MOST),
              NUMBERS_UNLESS_DEFAULT,
              "training images of one class that come one after the other; 0 for a mixed order")
          .or(0);

  public static final Setting<Double> LABEL_NOISE =
      Setting.of(
              "datasets.label-noise",
              Kind.number(0, 1),
              NUMBERS_UNLESS_DEFAULT,
              "share of the training images whose label is drawn anew, once for all cells")
          .or(0.0);

  public static final Setting<LabelNoise.Kind> LABEL_NOISE_KIND =
      Setting.of(
              "datasets.label-noise-kind",
              Kind.of(LabelNoise.Kind.class),
              NUMBERS_UNLESS_DEFAULT,
              "`symmetric`: any class, the right one too; `asymmetric`: the next class")
          .or(LabelNoise.Kind.SYMMETRIC);

  public static final Setting<Integer> LABEL_NOISE_SEED =
      Setting.of(
              "datasets.label-noise-seed",
              Kind.whole(0, MOST),
              NUMBERS_UNLESS_DEFAULT,
              "which images, and which labels")
          .or(0);

  /** Becomes part of the strategy's name in results. */
  static final Setting<Control> CONTROL =
      Setting.of(
              "strategies." + Control.KEY,
              Kind.of(Control.class),
              CONTENT,
              "a control experiment: what becomes of the strategy's ranking; see"
                  + " [controls](#controls)")
          .or(Control.NONE);

  public static final Setting<Duration> SELECTION_LIMIT =
      noNumbers(
              "limits.selection",
              Kind.time(Limits::time),
              "time that a strategy may take to start, and for each selection; a cell that takes"
                  + " longer ends with `timeout`")
          .or(Limits.DEFAULT.selection(), "`60s`");

  static final Setting<String> NAME =
      noNumbers(
              "name",
              ExperimentReader.NAME,
              "names the result folder and the experiment in results")
          .or(null, "file name without `.yaml`");

  static final Setting<List<ModelEntry>> MODELS =
      content(
          "models", Kind.list("list of models", "[micro]", ExperimentReader.MODEL), "see below");

  static final Setting<List<DatasetEntry>> DATASETS =
      content(
          "datasets",
          Kind.list("list of datasets", "[shapes]", ExperimentReader.DATASET),
          "see below");

  static final Setting<List<StrategyEntry>> STRATEGIES =
      content(
          "strategies",
          Kind.list("list of strategies", "[velocity, random]", ExperimentReader.STRATEGY),
          "see [Strategies](#strategies)");

  public static final Setting<List<MethodsEntry>> METHODS =
      content(
              "methods",
              Kind.list("list of methods", "[none, self-adaptive]", ExperimentReader.METHODS),
              "what steps learn from; a list within the list is used together; see"
                  + " [methods](methods.md)")
          .or(List.of(MethodsEntry.NONE), "`[none]`");

  static final Setting<Boolean> FLOORS =
      noNumbers(
              "floors",
              Kind.flag(),
              "adds `head-only`, `static-random` and `full` to the strategies")
          .or(false);

  static final Setting<List<BudgetSpec>> BUDGETS =
      content(
              "budgets",
              Kind.list("list of budgets", "[21.2%]", ExperimentReader.BUDGET),
              "see [Budgets](#budgets)")
          .or(null, "required, even if no strategy uses one");

  static final Setting<List<Long>> SEEDS =
      content(
              "seeds",
              Kind.list("list of whole numbers (64 bit)", "[0, 42, 100]", ExperimentReader.SEED),
              "root seeds")
          .or(List.of(0L, 42L, 100L), "`[0, 42, 100]`, the paper's");

  public static final Settings STANDARD =
      new Settings(
          List.of(
              NAME,
              MODELS,
              DATASETS,
              STRATEGIES,
              METHODS,
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
              LABELLED,
              STREAM,
              LABEL_NOISE,
              LABEL_NOISE_KIND,
              LABEL_NOISE_SEED,
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
              PRECISION,
              FORCE_PRECISION,
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

  /** Copies the list, and checks that what changes numbers reaches the identity of cells. */
  public Settings {
    all = List.copyOf(all);
    for (Setting<?> setting : all) {
      boolean counts = setting.effect() == NUMBERS || setting.effect() == NUMBERS_UNLESS_DEFAULT;
      if (counts && !IDENTIFIED.contains(setting.section().split("\\.")[0])) {
        throw new IllegalArgumentException(
            setting.path() + ": the identity of cells holds sections " + IDENTIFIED + " only");
      }
    }
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
