package org.neuronbench.core.results;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hand-made records. */
final class Records {

  private Records() {}

  static CellRecord cell(String id, CellStatus status, String reason, EpochRecord... epochs) {
    return new CellRecord(
        CellRecord.SCHEMA,
        id,
        "demo",
        status,
        reason,
        "micro",
        "shapes",
        "velocity mu=0.5",
        CellRecord.NO_METHOD,
        "10%",
        "weights",
        200,
        2000,
        2000,
        50L,
        42,
        "a1b2c3",
        "output-channel",
        List.of(),
        List.of("conv1", "conv2"),
        List.of(8, 12),
        List.of(epochs),
        epochs.length == 0
            ? null
            : answers(epochs[epochs.length - 1].valueOrNan(Metrics.FINAL_TOP1)),
        Map.of("engine", "fake", "processors", 2, "started", "2026-01-01T00:00:00Z"));
  }

  /** Four images, a share of them right. */
  static TestAnswers answers(double top1) {
    BitSet right = new BitSet();
    right.set(0, (int) (4 * top1));
    return TestAnswers.of(4, right);
  }

  static CellRecord ok(String id) {
    return cell(id, CellStatus.OK, "", epoch(0, 0.5, 12.5, 4096L), epoch(1, 0.75, null, null));
  }

  /** The same record as a hand could write it in schema 1, which has no hash. */
  static String schema1(String json) {
    return json.replace("\"schema\" : 3", "\"schema\" : 1")
        .replaceFirst(",\\s*\"hash\" : \"[0-9a-f]{64}\"", "")
        .replaceFirst("\\s*\"(costModel|unit)\" : \"[^\"]*\",", "")
        .replaceFirst("\\s*\"(costModel|unit)\" : \"[^\"]*\",", "")
        .replaceFirst("\\s*\"networkCost\" : [0-9]+,", "")
        .replaceFirst("\\s*\"oracles\" : \\[ ],", "")
        .replace("\"budgetLimit\"", "\"budgetParameters\"");
  }

  /** A record with all that a run records of where it came from. */
  static CellRecord complete() {
    CellRecord plain = ok("complete");
    Map<String, Object> provenance = new HashMap<>(plain.provenance());
    for (String text : List.of("harness-version", "java", "os", "cpu")) {
      provenance.put(text, "some");
    }
    provenance.put("threads", 2);
    provenance.put("libraries", Map.of());
    provenance.put("cell", Map.of("seed", 42));
    return new CellRecord(
        plain.schema(),
        plain.cell(),
        plain.experiment(),
        plain.status(),
        plain.reason(),
        plain.model(),
        plain.dataset(),
        plain.strategy(),
        plain.method(),
        plain.budget(),
        plain.costModel(),
        plain.budgetLimit(),
        plain.networkCost(),
        plain.networkParameters(),
        plain.parametersOutsideBudget(),
        plain.seed(),
        plain.settings(),
        plain.unit(),
        plain.oracles(),
        plain.layers(),
        plain.layerNeurons(),
        plain.epochs(),
        plain.answers(),
        provenance);
  }

  static EpochRecord epoch(int epoch, double top1, @Nullable Double executed, @Nullable Long peak) {
    Map<String, Number> values = new HashMap<>();
    values.put("learningRate", 0.01);
    values.put("trainLoss", 1.5);
    values.put("testTop1", top1);
    values.put("neuronsUpdated", 10);
    values.put("parametersUpdated", 190);
    values.put("flopsSavedPercent", 40.0);
    values.put("executedMacsSavedPercent", executed);
    values.put("peakBytes", peak);
    values.put("trainSeconds", 2.0);
    values.put("selectSeconds", 0.25);
    values.put("observeSeconds", 0.5);
    values.put("evaluateSeconds", 1.0);
    values.values().removeIf(Objects::isNull);
    return new EpochRecord(epoch, values, List.of(4, 6), null);
  }
}
