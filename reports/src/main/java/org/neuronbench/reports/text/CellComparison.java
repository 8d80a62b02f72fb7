package org.neuronbench.reports.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.Metric;
import org.neuronbench.core.results.Metrics;

/**
 * Two records of what should be the same cell, compared number by number. Times are shown and not
 * compared.
 */
public final class CellComparison {

  private final CellRecord before;
  private final CellRecord after;
  private final List<Metric> compared;
  private final List<String> differences = new ArrayList<>();

  private CellComparison(CellRecord before, CellRecord after) {
    this.before = before;
    this.after = after;
    this.compared = Metrics.STANDARD.ofEpochs().stream().filter(this::known).toList();
  }

  /**
   * An older record lacks what nobody knew of then, as an engine lacks what it does not measure.
   */
  private boolean known(Metric metric) {
    return !metric.optional()
        || before.epochs().stream().anyMatch(epoch -> epoch.value(metric).isPresent());
  }

  /**
   * Compares two records.
   *
   * @param after the same cell, run again
   */
  public static CellComparison of(CellRecord before, CellRecord after) {
    CellComparison comparison = new CellComparison(before, after);
    comparison.compare();
    return comparison;
  }

  private void compare() {
    if (before.status() != after.status()) {
      differences.add(
          Text.format(
              "status: %s, then %s (%s)",
              before.status().id(), after.status().id(), after.reason()));
    }
    if (before.epochs().size() != after.epochs().size()) {
      differences.add(
          Text.format("epochs: %d, then %d", before.epochs().size(), after.epochs().size()));
    }
    for (int epoch = 0; epoch < epochs(); epoch++) {
      for (Metric metric : compared) {
        Number was = before.epochs().get(epoch).values().get(metric.key());
        Number is = after.epochs().get(epoch).values().get(metric.key());
        if (!metric.timed()) {
          difference(epoch, metric.title(), was, is);
        }
      }
      difference(
          epoch,
          "neurons per layer",
          before.epochs().get(epoch).selectedPerLayer(),
          after.epochs().get(epoch).selectedPerLayer());
    }
  }

  private void difference(int epoch, String what, @Nullable Object was, @Nullable Object is) {
    if (!Objects.equals(was, is)) {
      differences.add(Text.format("epoch %d, %s: %s, then %s", epoch, what, was, is));
    }
  }

  private int epochs() {
    return Math.min(before.epochs().size(), after.epochs().size());
  }

  /** Says whether every number is the same, bit by bit. */
  public boolean identical() {
    return differences.isEmpty();
  }

  /** Lists what differs: a line each, empty if nothing does. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** Shows the last epoch side by side, and then every difference. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (epochs() > 0) {
      text.append(
          Text.format("%n%-24s %18s %18s%n", "epoch " + (epochs() - 1), "recorded", "replayed"));
      for (Metric metric : compared) {
        row(text, metric);
      }
    }
    if (identical()) {
      text.append(Text.format("%nIdentical: every number of %d epochs is the same.%n", epochs()));
    } else {
      text.append(Text.format("%n%d numbers differ:%n", differences.size()));
      differences.forEach(d -> text.append("  ").append(d).append(System.lineSeparator()));
    }
    return text.toString();
  }

  private void row(StringBuilder text, Metric metric) {
    text.append(
        Text.format(
            "%-24s %18s %18s%s%n",
            metric.title(),
            shown(before.epochs().get(epochs() - 1).values().get(metric.key())),
            shown(after.epochs().get(epochs() - 1).values().get(metric.key())),
            metric.timed() ? "  (not compared)" : ""));
  }

  private static String shown(@Nullable Number value) {
    if (value == null) {
      return "not measured";
    }
    return value instanceof Double number ? Text.format("%.6g", number) : value.toString();
  }
}
