package org.neuronbench.core.results;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;

/** Whether the parts of a record fit together, and its folder. */
final class RecordCheck {

  private static final double TOLERANCE = 1e-9;

  private static final List<Metric> METRICS = Metrics.STANDARD.ofEpochs();

  /** Those that no record lacks; others may be of a version after the one that wrote it. */
  private static final Set<String> NEEDED =
      Stream.of(
              Metrics.LEARNING_RATE,
              Metrics.TRAIN_LOSS,
              Metrics.FINAL_TOP1,
              Metrics.NEURONS_UPDATED,
              Metrics.PARAMETERS_UPDATED,
              Metrics.FLOPS_SAVED,
              Metrics.TRAIN_SECONDS)
          .map(Metric::key)
          .collect(Collectors.toSet());

  private final CellRecord record;

  private RecordCheck(CellRecord record) {
    this.record = record;
  }

  /** Returns the first thing that is wrong. */
  static Optional<String> problem(CellRecord record, String folder) {
    return new RecordCheck(record).problem(folder);
  }

  private Optional<String> problem(String folder) {
    if (Stream.of(
            record.cell(),
            record.experiment(),
            record.status(),
            record.reason(),
            record.model(),
            record.dataset(),
            record.strategy(),
            record.budget(),
            record.costModel(),
            record.unit(),
            record.settings())
        .anyMatch(Objects::isNull)) {
      return Optional.of("one of its texts is null");
    }
    if (!record.cell().equals(folder)) {
      return Optional.of(Text.format("it belongs to cell %s, not to its folder", record.cell()));
    }
    if (record.layers().size() != record.layerNeurons().size()) {
      return Optional.of(
          Text.format(
              "it names %d layers and the neurons of %d",
              record.layers().size(), record.layerNeurons().size()));
    }
    int expected = recipeEpochs();
    int epochs = record.epochs().size();
    if (record.status() == CellStatus.OK && (epochs == 0 || (expected > 0 && epochs != expected))) {
      return Optional.of(
          Text.format(
              "it ended ok with %d of %s epochs",
              epochs, expected > 0 ? String.valueOf(expected) : "its"));
    }
    for (int i = 0; i < epochs; i++) {
      String wrong = wrong(record.epochs().get(i), i);
      if (wrong != null) {
        return Optional.of(Text.format("epoch %d: %s", i, wrong));
      }
    }
    return answers();
  }

  /** Warm-up and cosine epochs of the recipe, or 0 if the record does not say. */
  private int recipeEpochs() {
    return record.provenance().get("cell") instanceof Map<?, ?> cell
            && cell.get("recipe") instanceof Map<?, ?> recipe
            && recipe.get("epochs") instanceof Integer epochs
            && recipe.get("warmup-epochs") instanceof Integer warmup
        ? epochs + warmup
        : 0;
  }

  private @Nullable String wrong(EpochRecord epoch, int position) {
    if (epoch.epoch() != position) {
      return "it says it is epoch " + epoch.epoch();
    }
    for (Metric metric : METRICS) {
      Number value = epoch.values().get(metric.key());
      if (value == null && NEEDED.contains(metric.key())) {
        return Text.format("key '%s' is missing", metric.key());
      }
      if (value != null && !possible(metric.unit(), value.doubleValue())) {
        return Text.format(
            "%s is %s, not within %s to %s",
            metric.key(), value, shown(metric.unit().least()), shown(metric.unit().most()));
      }
    }
    return wrongSelection(epoch);
  }

  private @Nullable String wrongSelection(EpochRecord epoch) {
    List<Integer> selected = epoch.selectedPerLayer();
    if (selected.size() != record.layers().size()) {
      return Text.format(
          "it selects from %d layers of %d", selected.size(), record.layers().size());
    }
    long sum = 0;
    for (int i = 0; i < selected.size(); i++) {
      if (selected.get(i) < 0 || selected.get(i) > record.layerNeurons().get(i)) {
        return Text.format(
            "it selects %d of %d neurons of %s",
            selected.get(i), record.layerNeurons().get(i), record.layers().get(i));
      }
      sum += selected.get(i);
    }
    long neurons = (long) epoch.valueOrNan(Metrics.NEURONS_UPDATED);
    long parameters = (long) epoch.valueOrNan(Metrics.PARAMETERS_UPDATED);
    if (sum != neurons || parameters > record.networkParameters()) {
      return Text.format("%d neurons of %d parameters, by layer %d", neurons, parameters, sum);
    }
    return epoch.selectedNeurons() == null
            || PackedBits.decode(
                        epoch.selectedNeurons(),
                        record.layerNeurons().stream().mapToInt(Integer::intValue).sum())
                    .cardinality()
                == sum
        ? null
        : "selectedNeurons are not as many as neuronsUpdated";
  }

  private Optional<String> answers() {
    TestAnswers answers = record.answers();
    EpochRecord last = record.lastEpoch();
    if (answers == null || last == null) {
      return Optional.empty();
    }
    double top1 = last.valueOrNan(Metrics.FINAL_TOP1);
    double share = (double) answers.bits().cardinality() / answers.images();
    return Math.abs(share - top1) < TOLERANCE
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "its answers are right for %s of the images, its last testTop1 is %s",
                share, top1));
  }

  private static boolean possible(Unit unit, double value) {
    return Double.isFinite(value)
        && value >= unit.least() - TOLERANCE
        && value <= unit.most() + TOLERANCE;
  }

  private static String shown(double bound) {
    return Double.isInfinite(bound)
        ? String.valueOf(bound)
        : BigDecimal.valueOf(bound).stripTrailingZeros().toString();
  }
}
