package org.neuronbench.core.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.MemoryParts;
import org.neuronbench.core.results.Metric.Better;
import org.neuronbench.core.results.Metric.Brief;
import org.neuronbench.core.results.Metric.Cost;
import org.neuronbench.spi.CostModel;

/**
 * What is measured, each thing declared once. Whoever shows, checks, compares or documents
 * measurements goes through this list. The help of a metric is its documentation.
 *
 * @param all in the order in which tables show them
 */
public record Metrics(List<Metric> all) {

  private static final Cost TIME =
      new Cost(
          "seconds",
          "time",
          "train, select, observe and method seconds of a cell",
          false,
          value -> value);

  public static final Metric LEARNING_RATE =
      Metric.of(
          "learningRate",
          "Learning rate",
          Unit.RATE,
          "Learning rate of the epoch's last step.",
          EpochFacts::learningRate);

  public static final Metric TRAIN_LOSS =
      Metric.of(
          "trainLoss",
          "Training loss",
          Unit.NATS,
          "Mean cross-entropy of the training batches, each before its step.",
          facts -> facts.trained().meanLoss());

  public static final Metric FINAL_TOP1 =
      Metric.of(
              "testTop1",
              "Test top-1",
              Unit.SHARE,
              "Share of test images whose class is predicted right after the epoch.",
              facts -> facts.evaluated().top1())
          .cell(Aggregate.LAST, Better.HIGHER)
          .as(
              "final_top1",
              "Final top-1 %",
              "Share of test images whose class is predicted right after the last epoch.");

  public static final Metric BEST_TOP1 =
      FINAL_TOP1
          .cell(Aggregate.BEST, Better.HIGHER)
          .as(
              "best_top1",
              "Best top-1 %",
              "The same for the best epoch of each cell. It looks at the test images to pick the"
                  + " epoch and so flatters; it is not used for ranking.");

  public static final Metric NEURONS_UPDATED =
      Metric.of(
          "neuronsUpdated",
          "Neurons updated",
          Unit.NEURONS,
          "Neurons that were updated in any step.",
          facts -> facts.use().updated().size());

  public static final Metric PARAMETERS_UPDATED =
      Metric.of(
              "parametersUpdated",
              "Parameters updated",
              Unit.PARAMETERS,
              "Convolution parameters of the neurons of a selection, the most of an epoch: what counts"
                  + " against a budget of parameters.",
              facts -> facts.use().most(CostModel.Kind.WEIGHTS))
          .cell(Aggregate.MEAN, Better.LOWER)
          .charged(
              new Cost(
                  "parameters-updated",
                  "parameters",
                  "convolution parameters updated an epoch",
                  true,
                  value -> value));

  public static final Metric FLOPS_SAVED =
      Metric.of(
              "flopsSavedPercent",
              "FLOPs saved %",
              Unit.PERCENT,
              "By the paper's rule: the share of the weight-gradient work that frozen neurons spare,"
                  + " counted on paper. It says nothing about time.",
              facts -> facts.use().flopsSavedPercent())
          .cell(Aggregate.MEAN, Better.HIGHER)
          .brief(
              new Brief(
                  "FLOPs",
                  "saved %",
                  "by the paper's rule, counted on paper: says nothing about time",
                  4));

  public static final Metric EXECUTED_MACS_SAVED =
      Metric.of(
              "executedMacsSavedPercent",
              "Executed saved %",
              Unit.PERCENT,
              "Share of multiply-accumulates (forward, input gradient, weight gradient) that the"
                  + " engine really did not run, against updating everything; what observing ran is"
                  + " charged. 'not measured' where the engine does not count.",
              Metrics::executedSaved)
          .ifMeasured()
          .cell(Aggregate.MEAN, Better.HIGHER)
          .brief(
              new Brief(
                  "MACs",
                  "saved %",
                  "multiply-accumulates that did not run, against updating everything",
                  7))
          .charged(
              new Cost(
                  "executed-macs-percent",
                  "MACs",
                  "executed MACs, % of updating everything",
                  true,
                  saved -> 100 - saved));

  public static final Metric PEAK_BYTES =
      Metric.of(
              "peakBytes",
              "Peak MiB",
              Unit.BYTES,
              "Most memory that activations and gradients, or an observation, took in any ok cell.",
              Metrics::peak)
          .ifMeasured()
          .cell(Aggregate.MOST, Better.LOWER)
          .charged(
              new Cost(
                  "peak-bytes",
                  "memory",
                  "peak MiB of activations and gradients",
                  false,
                  value -> value));

  public static final Metric MEMORY_USE =
      use(
          "memoryBytes",
          "Memory bytes",
          CostModel.Kind.INPUT_CHANNEL_FP32,
          "32-bit weights of a selection and the input channels that one image keeps for them: what"
              + " counts against a budget of memory");

  public static final Metric OUTPUT_MEMORY_USE =
      use(
          "outputMemoryBytes",
          "Whole-map bytes",
          CostModel.Kind.OUTPUT_CHANNEL_FP32,
          "The same for an engine that keeps whole input maps");

  public static final Metric BFLOAT16_USE =
      use(
          "bfloat16Bytes",
          "Bfloat16 bytes",
          CostModel.Kind.INPUT_CHANNEL_BF16,
          "Memory bytes with maps in bfloat16: what counts against a budget of memory of a run in"
              + " that precision");

  public static final Metric OUTPUT_BFLOAT16_USE =
      use(
          "outputBfloat16Bytes",
          "Whole-map bfloat16 bytes",
          CostModel.Kind.OUTPUT_CHANNEL_BF16,
          "The same for an engine that keeps whole input maps");

  public static final Metric INT8_USE =
      use(
          "int8Bytes",
          "Int8 bytes",
          CostModel.Kind.SU_INT8,
          "Memory bytes as Sparse Update counts them: 8-bit weights and activations, biases, masks");

  public static final Metric BACKWARD_MACS =
      Metric.of(
              "backwardMacs",
              "Backward MACs",
              Unit.MACS,
              "Multiply-accumulates of the backward pass of one image that a selection needs, the"
                  + " most of an epoch: weight gradients, and input gradients down to them. Counted"
                  + " on paper; what counts against a budget of MACs.",
              facts -> facts.use().most(CostModel.Kind.MACS))
          .ifMeasured()
          .cell(Aggregate.MEAN, Better.LOWER);

  public static final Metric WEIGHT_BYTES =
      part("weightBytes", "Weight bytes", "Parameters and their copies", MemoryParts::weights);

  public static final Metric SAVED_BYTES =
      part(
          "savedBytes",
          "Saved bytes",
          "Activations, masks and statistics kept from the forward to the backward pass",
          MemoryParts::saved);

  public static final Metric PREDICTED_SAVED_BYTES =
      Metric.of(
              "predictedSavedBytes",
              "Predicted saved bytes",
              Unit.BYTES,
              "What saved bytes should be, on paper: the maps that chosen weights read, a bit for"
                  + " each clipped value on the way, the classifier's features; with batch"
                  + " statistics every convolution's output too. The most of an epoch.",
              facts -> facts.use().mostSaved())
          .ifMeasured()
          .cell(Aggregate.MOST, Better.LOWER);

  public static final Metric GRADIENT_BYTES =
      part(
          "gradientBytes",
          "Gradient bytes",
          "Error maps and weight gradients",
          MemoryParts::gradients);

  public static final Metric OPTIMISER_BYTES =
      part("optimiserBytes", "Optimiser bytes", "Momentum", MemoryParts::optimiser);

  public static final Metric WORKSPACE_BYTES =
      part(
          "workspaceBytes",
          "Workspace bytes",
          "Activations in passing and scratch memory of kernels",
          MemoryParts::workspace);

  public static final Metric PARAMETERS_OUTSIDE_BUDGET =
      Metric.of(
              "parametersOutsideBudget",
              "Outside budget",
              Unit.PARAMETERS,
              "Trained parameters that no budget counts (head, and batch norm unless frozen), mean"
                  + " over ok cells.",
              facts -> null)
          .onceACell(
              cell ->
                  Stream.ofNullable(cell.parametersOutsideBudget())
                      .mapToDouble(Long::doubleValue)
                      .findFirst());

  public static final Metric TRAIN_SECONDS =
      seconds(
              "trainSeconds",
              "Train s",
              "Wall time of training in seconds, all epochs of a cell, mean over cells.",
              facts -> facts.seconds().train())
          .brief(new Brief("train", "s", "seconds a cell", 3))
          .charged(TIME);

  public static final Metric SELECT_SECONDS =
      seconds(
              "selectSeconds",
              "Select s",
              "Wall time the strategy took to choose neurons, counted likewise.",
              facts -> facts.seconds().select())
          .charged(TIME);

  public static final Metric OBSERVE_SECONDS =
      seconds(
              "observeSeconds",
              "Observe s",
              "Wall time spent measuring the signals that the strategy asked for.",
              facts -> facts.seconds().observe())
          .charged(TIME);

  public static final Metric EVALUATE_SECONDS =
      seconds(
          "evaluateSeconds",
          "Evaluate s",
          "Wall time of classifying the test images; the same task for every strategy.",
          facts -> facts.seconds().evaluate());

  public static final Metric IMAGES_TRAINED =
      ofMethods(
          "imagesTrainedPercent",
          "Images trained %",
          Unit.PERCENT,
          "Share of the images of an epoch that were trained on; the others were dropped, only"
              + " scored, or belong to steps that were not made.",
          facts ->
              method(facts).own()
                  ? null
                  : (Number) (100.0 * facts.trained().trained() / method(facts).whole()));

  public static final Metric ERRORS_SAVED =
      ofMethods(
              "errorsSavedPercent",
              "Errors saved %",
              Unit.PERCENT,
              "Share of the work on both gradients of all convolutions that channels of error maps which"
                  + " do not travel on spare. Counted on paper.",
              facts -> percent(method(facts).errorsSaved()))
          .cell(Aggregate.MEAN, Better.HIGHER);

  public static final Metric ZERO_ERRORS =
      ofMethods(
              "zeroErrorsPercent",
              "Zero errors %",
              Unit.PERCENT,
              "Share of the elements of error maps, not zero before, that a method made zero. Countable,"
                  + " as a sparse machine would skip them; nothing is saved here.",
              facts -> percent(method(facts).zeros()))
          .cell(Aggregate.MEAN, Better.HIGHER);

  public static final Metric HELPER_MACS =
      ofMethods(
          "helperMacs",
          "Helper MACs",
          Unit.MACS,
          "Multiply-accumulates of a method's own network, for one image offered; charged to the"
              + " executed ones.",
          facts -> method(facts).macs() / Math.max(1, facts.images()));

  public static final Metric METHOD_SECONDS =
      ofMethods(
              "methodSeconds",
              "Method s",
              Unit.SECONDS,
              "Wall time that methods and their networks took; not part of the training time.",
              facts -> method(facts).seconds())
          .cell(Aggregate.SUM, Better.LOWER)
          .charged(TIME);

  public static final Metric NEAREST_TOP1 =
      ofMethods(
              "nearestTop1",
              "Nearest top-1 %",
              Unit.SHARE,
              "Share of test images that the nearest features of images with labels classify right;"
                  + " final top-1 is then that of a linear probe.",
              facts -> method(facts).nearest())
          .cell(Aggregate.LAST, Better.HIGHER);

  public static final Metric BUFFER_SPREAD =
      ofMethods(
              "bufferSpread",
              "Buffer entropy",
              Unit.NATS,
              "Entropy of the classes of the images in a method's buffer, at the end of an epoch; the"
                  + " logarithm of the classes is the most.",
              facts -> method(facts).bufferSpread())
          .cell(Aggregate.MEAN, Better.HIGHER);

  public static final Metric CLEAN_TOP1 =
      ofAttacks(
          "cleanTop1",
          "Clean top-1 %",
          "Share of the test images chosen for an attack that the nearest features classify right"
              + " before it.",
          EpochFacts.Robustness::clean);

  public static final Metric DEFENDED =
      ofAttacks(
          "defenceSuccess",
          "Defence success %",
          "Of those, the share that is right after an attack too (DSR); pixels differ by the levels of"
              + " 255 that the method's epsilon says, others are in method.ID.defended-share-at-LEVELS.",
          EpochFacts.Robustness::defended);

  public static final Metric ROBUST_TOP1 =
      ofAttacks(
          "robustTop1",
          "Robust top-1 %",
          "Share of the test images chosen for an attack that are right before and after it.",
          EpochFacts.Robustness::robust);

  public static final Metric RISK_COVERAGE =
      ofAnswers(
          "riskCoverageAreaPercent",
          "Risk-coverage area %",
          "Mean share of wrong answers over all shares of the test images that could be answered,"
              + " the surest first (AURC).",
          RiskCoverage::area);

  public static final Metric ERROR_AT_80 =
      ofAnswers(
          "errorAt80Percent",
          "Error at 80 %",
          "Share of wrong answers among the four fifths of the test images that are surest.",
          answers -> answers.errorAt(0.8));

  private static Metric ofAnswers(
      String key, String title, String help, ToDoubleFunction<RiskCoverage> measure) {
    return Metric.of(
            key,
            title,
            Unit.PERCENT,
            help,
            facts -> {
              double[] sure = facts.evaluated().confidences();
              return sure == null
                  ? null
                  : 100 * measure.applyAsDouble(new RiskCoverage(facts.evaluated().right(), sure));
            })
        .ifMeasured()
        .cell(Aggregate.LAST, Better.LOWER);
  }

  private static Metric ofMethods(
      String key,
      String title,
      Unit unit,
      String help,
      Function<EpochFacts, @Nullable Number> source) {
    return Metric.of(
            key, title, unit, help, facts -> facts.method() == null ? null : source.apply(facts))
        .ifMeasured()
        .cell(Aggregate.MEAN, Better.LOWER);
  }

  private static Metric ofAttacks(
      String key,
      String title,
      String help,
      Function<EpochFacts.Robustness, @Nullable Number> source) {
    return ofMethods(
            key,
            title,
            Unit.SHARE,
            help,
            facts -> {
              EpochFacts.Robustness found = method(facts).robustness();
              return found == null ? null : source.apply(found);
            })
        .cell(Aggregate.LAST, Better.HIGHER);
  }

  private static EpochFacts.Method method(EpochFacts facts) {
    return Objects.requireNonNull(facts.method());
  }

  private static @Nullable Number percent(@Nullable Double share) {
    return share == null ? null : 100 * share;
  }

  /** What is waited for: training, choosing, observing and methods. */
  public static final List<Metric> SECONDS =
      List.of(TRAIN_SECONDS, SELECT_SECONDS, OBSERVE_SECONDS, METHOD_SECONDS);

  private static final List<Metric> OF_METHODS =
      List.of(
          IMAGES_TRAINED,
          ERRORS_SAVED,
          ZERO_ERRORS,
          HELPER_MACS,
          METHOD_SECONDS,
          NEAREST_TOP1,
          BUFFER_SPREAD,
          CLEAN_TOP1,
          DEFENDED,
          ROBUST_TOP1,
          RISK_COVERAGE,
          ERROR_AT_80);

  /** What this version measures. */
  public static final Metrics STANDARD =
      new Metrics(
              List.of(
                  LEARNING_RATE,
                  TRAIN_LOSS,
                  FINAL_TOP1,
                  BEST_TOP1,
                  NEURONS_UPDATED,
                  PARAMETERS_UPDATED,
                  FLOPS_SAVED,
                  EXECUTED_MACS_SAVED,
                  PEAK_BYTES,
                  MEMORY_USE,
                  OUTPUT_MEMORY_USE,
                  BFLOAT16_USE,
                  OUTPUT_BFLOAT16_USE,
                  INT8_USE,
                  BACKWARD_MACS,
                  WEIGHT_BYTES,
                  SAVED_BYTES,
                  PREDICTED_SAVED_BYTES,
                  GRADIENT_BYTES,
                  OPTIMISER_BYTES,
                  WORKSPACE_BYTES,
                  PARAMETERS_OUTSIDE_BUDGET,
                  TRAIN_SECONDS,
                  SELECT_SECONDS,
                  OBSERVE_SECONDS,
                  EVALUATE_SECONDS))
          .with(OF_METHODS.toArray(Metric[]::new));

  /** Copies the list. */
  public Metrics {
    all = List.copyOf(all);
  }

  private static Metric seconds(
      String key, String title, String help, Function<EpochFacts, @Nullable Number> source) {
    return Metric.of(key, title, Unit.SECONDS, help, source).cell(Aggregate.SUM, Better.LOWER);
  }

  private static Metric use(String key, String title, CostModel.Kind kind, String help) {
    return Metric.of(
            key,
            title,
            Unit.BYTES,
            help + "; the most of an epoch. Counted on paper.",
            facts -> facts.use().most(kind))
        .ifMeasured()
        .cell(Aggregate.MEAN, Better.LOWER);
  }

  private static Metric part(
      String key, String title, String help, ToLongFunction<MemoryParts> part) {
    return Metric.of(
            key,
            title,
            Unit.BYTES,
            help + ": the most at any moment of training; the parts peak at different moments.",
            facts -> {
              MemoryParts memory = facts.trained().memory();
              return memory == null ? null : part.applyAsLong(memory);
            })
        .ifMeasured()
        .cell(Aggregate.MOST, Better.LOWER);
  }

  private static @Nullable Long peak(EpochFacts facts) {
    Long trained = facts.trained().peakBytes();
    Long observed = facts.observing().bytes();
    return trained == null || observed == null ? null : Long.valueOf(Math.max(trained, observed));
  }

  private static @Nullable Double executedSaved(EpochFacts facts) {
    Long executed = facts.trained().executedMacs();
    Long full = facts.trained().fullMacs();
    Long observed = facts.observing().macs();
    if (executed == null || full == null || observed == null || facts.images() == 0) {
      return null;
    }
    EpochFacts.Method method = facts.method();
    if (method != null) {
      double run = (double) executed * facts.images() + observed + method.macs();
      return 100 * (1 - run / ((double) full * method.whole()));
    }
    return 100.0 * (full - executed - (double) observed / facts.images()) / full;
  }

  /** Returns what is shown of these cells: without methods, less what is for comparing those. */
  public Metrics of(List<CellRecord> cells) {
    boolean methods = cells.stream().anyMatch(cell -> !cell.method().equals(CellRecord.NO_METHOD));
    return methods
        ? this
        : new Metrics(all.stream().filter(metric -> !OF_METHODS.contains(metric)).toList());
  }

  /** Tells whether there is something of methods among them. */
  public boolean ofMethods() {
    return all.containsAll(OF_METHODS);
  }

  /** Returns these metrics and others. */
  public Metrics with(Metric... others) {
    return new Metrics(Stream.concat(all.stream(), Stream.of(others)).toList());
  }

  /** Returns what is measured in every epoch, each key once. */
  public List<Metric> ofEpochs() {
    Map<String, Metric> byKey = new LinkedHashMap<>();
    all.stream()
        .filter(metric -> metric.aggregate() != Aggregate.CELL)
        .forEach(metric -> byKey.putIfAbsent(metric.key(), metric));
    return List.copyOf(byKey.values());
  }

  /** Returns what a cell has a value of. */
  public List<Metric> ofCells() {
    return all.stream().filter(Metric::hasCellValue).toList();
  }

  /** Returns what a comparison charges for, by the name of the cost, in order. */
  public Map<String, List<Metric>> byCost() {
    return ofCells().stream()
        .filter(metric -> metric.cost().isPresent())
        .collect(
            Collectors.groupingBy(
                metric -> metric.cost().orElseThrow().name(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** Measures an epoch: values by key, without those that were not measured. */
  public Map<String, Number> measure(EpochFacts facts) {
    Map<String, Number> values = new LinkedHashMap<>();
    for (Metric metric : ofEpochs()) {
      Number value = metric.ofEpoch().apply(facts);
      if (value != null) {
        values.put(metric.key(), value);
      }
    }
    return values;
  }
}
