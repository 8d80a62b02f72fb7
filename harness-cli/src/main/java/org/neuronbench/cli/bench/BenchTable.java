package org.neuronbench.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** What was measured, as a table with ratios and as CSV. */
final class BenchTable {

  private static final int EPOCH_IMAGES = 5000;
  private static final double MILLIS = 1000;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              "network",
              "case",
              "contestant",
              "images_per_second_median",
              "images_per_second_min",
              "images_per_second_max",
              "peak_resident_mib")
          .get();

  private final PrintWriter out;
  private final int batch;
  private final List<Group> groups = new ArrayList<>();

  /**
   * The contestants of one case.
   *
   * @param rows what was measured of each, ours first
   * @param observeSeconds of one observation and selection
   * @param profile where the time of our step goes, seconds by kind of work
   * @param alone what the primitives of our step take by themselves, seconds by kind
   */
  record Group(
      List<Measured> rows,
      double observeSeconds,
      Map<String, Double> profile,
      Map<String, Double> alone) {

    Measured ours() {
      return rows.get(0);
    }
  }

  BenchTable(PrintWriter out, int batch) {
    this.out = out;
    this.batch = batch;
  }

  void add(Group group) {
    groups.add(group);
  }

  void print() {
    out.printf(
        Locale.ROOT,
        "%n%-13s %-27s %-9s %26s %10s %9s%n",
        "network",
        "case",
        "who",
        "images/s (min - max)",
        "onednn is",
        "peak MiB");
    for (Group group : groups) {
      group.rows().forEach(row -> print(row, group.ours()));
      if (group.rows().stream().noneMatch(row -> row.contestant().equals("pytorch"))) {
        out.printf(
            Locale.ROOT,
            "%-13s %-27s %-9s %26s%n",
            group.ours().network(),
            group.ours().benchCase(),
            "pytorch",
            "not measured");
      }
    }
    groups.forEach(this::printPartial);
    groups.forEach(this::printKernels);
  }

  /** Compares a full step with the sum of its primitives, each measured alone. */
  private void printKernels(Group group) {
    if (!group.ours().benchCase().equals(BenchCase.FULL.id()) || group.alone().isEmpty()) {
      return;
    }
    double step = MILLIS * batch / group.ours().median();
    double kernels = MILLIS * sum(group.alone());
    out.printf(
        Locale.ROOT,
        "%s %s: a step takes %.2f times its oneDNN kernels alone (%.1f of %.1f ms)%n",
        group.ours().network(),
        group.ours().benchCase(),
        step / kernels,
        step,
        kernels);
  }

  private static double sum(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Prints where the time of each of our training steps goes. */
  void printProfiles() {
    for (Group group : groups) {
      if (!group.profile().isEmpty()) {
        printProfile(group);
      }
    }
  }

  private void printProfile(Group group) {
    out.printf(
        Locale.ROOT,
        "%n%s %s, ms a step%n%-32s %8s %8s%n",
        group.ours().network(),
        group.ours().benchCase(),
        "",
        "in step",
        "alone");
    group
        .profile()
        .forEach(
            (kind, seconds) ->
                out.printf(
                    Locale.ROOT,
                    "%-32s %8.2f %8s%n",
                    kind,
                    MILLIS * seconds,
                    milliseconds(group.alone().get(kind))));
    out.printf(
        Locale.ROOT,
        "%-32s %8.2f %8.2f%n",
        "sum",
        MILLIS * sum(group.profile()),
        MILLIS * sum(group.alone()));
  }

  private static String milliseconds(@Nullable Double seconds) {
    return seconds == null ? "" : Text.format("%.2f", MILLIS * seconds);
  }

  private void print(Measured row, Measured ours) {
    out.printf(
        Locale.ROOT,
        "%-13s %-27s %-9s %9.1f (%6.1f - %6.1f) %9.2fx %9d%n",
        row.network(),
        row.benchCase(),
        row.contestant(),
        row.median(),
        row.least(),
        row.most(),
        ours.median() / row.median(),
        row.peakResidentMebibytes());
  }

  /** Compares a partial update with our own full update of the same network. */
  private void printPartial(Group group) {
    Measured ours = group.ours();
    if (!ours.benchCase().endsWith("frozen-bn")) {
      return;
    }
    full(ours.network())
        .ifPresent(
            full ->
                out.printf(
                    Locale.ROOT,
                    "%s %s: step time %.2f of our full update%s%n",
                    ours.network(),
                    ours.benchCase(),
                    full.median() / ours.median(),
                    overhead(group)));
  }

  private static String overhead(Group group) {
    double epoch = EPOCH_IMAGES / group.ours().median();
    return Text.format(
        "; observing and selecting takes %.2f s, %.1f %% of an epoch of %d images",
        group.observeSeconds(), 100 * group.observeSeconds() / epoch, EPOCH_IMAGES);
  }

  private Optional<Measured> full(String network) {
    return groups.stream()
        .map(Group::ours)
        .filter(m -> m.network().equals(network) && m.benchCase().equals(BenchCase.FULL.id()))
        .findFirst();
  }

  void write(Path file) {
    try (BufferedWriter writer = Files.newBufferedWriter(file);
        CSVPrinter printer = new CSVPrinter(writer, FORMAT)) {
      for (Group group : groups) {
        for (Measured row : group.rows()) {
          printer.printRecord(
              row.network(),
              row.benchCase(),
              row.contestant(),
              row.median(),
              row.least(),
              row.most(),
              row.peakResidentMebibytes());
        }
      }
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be written: %s", file, e), e);
    }
  }
}
