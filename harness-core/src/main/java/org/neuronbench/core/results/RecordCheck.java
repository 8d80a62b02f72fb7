package org.neuronbench.core.results;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;

/** Whether the parts of a record fit together, and its folder. */
final class RecordCheck {

  private static final double TOLERANCE = 1e-9;
  private static final double HUNDRED = 100;

  /** Thirty years: a time beyond is no measurement. */
  private static final double MOST_SECONDS = 1e9;

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
    if (!within(epoch.testTop1(), 0, 1)) {
      return Text.format("testTop1 is %s, not within 0 to 1", epoch.testTop1());
    }
    if (!Double.isFinite(epoch.trainLoss()) || !within(epoch.learningRate(), 0, HUNDRED)) {
      return Text.format(
          "trainLoss is %s, learningRate %s", epoch.trainLoss(), epoch.learningRate());
    }
    if (Stream.of(
            epoch.trainSeconds(),
            epoch.selectSeconds(),
            epoch.observeSeconds(),
            epoch.evaluateSeconds())
        .anyMatch(seconds -> !within(seconds, 0, MOST_SECONDS))) {
      return Text.format("a time is not within 0 to %.0e seconds", MOST_SECONDS);
    }
    Double executed = epoch.executedMacsSavedPercent();
    if (!within(epoch.flopsSavedPercent(), 0, HUNDRED + TOLERANCE)
        || (executed != null && !(Double.isFinite(executed) && executed <= HUNDRED))) {
      return Text.format(
          "it saves %s %% of FLOPs and %s %% of MACs", epoch.flopsSavedPercent(), executed);
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
    if (sum != epoch.neuronsUpdated()
        || epoch.parametersUpdated() < 0
        || epoch.parametersUpdated() > record.networkParameters()) {
      return Text.format(
          "%d neurons of %d parameters, by layer %d",
          epoch.neuronsUpdated(), epoch.parametersUpdated(), sum);
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
    double share = (double) answers.bits().cardinality() / answers.images();
    return Math.abs(share - last.testTop1()) < TOLERANCE
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "its answers are right for %s of the images, its last testTop1 is %s",
                share, last.testTop1()));
  }

  private static boolean within(double value, double low, double high) {
    return value >= low && value <= high;
  }
}
