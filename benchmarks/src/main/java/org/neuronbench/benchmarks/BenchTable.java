package org.neuronbench.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.BatchNormMode;

/** What was measured, as a table with ratios and as CSV. */
final class BenchTable {

  private static final int EPOCH_IMAGES = 5000;
  private static final double MILLIS = 1000;
  private static final String HEADER =
      "network,case,contestant,images_per_second_median,images_per_second_min,"
          + "images_per_second_max,peak_resident_mib";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader(HEADER.split(",")).get();

  private final PrintWriter out;
  private final int batch;
  private final List<Group> groups = new ArrayList<>();

  /** Images per second, and the peak of the whole process. */
  record Measured(
      String network,
      BenchCase benchCase,
      String contestant,
      double median,
      double least,
      double most,
      long peakResidentMebibytes) {

    String name() {
      return Text.format("%s %s", network, benchCase.id());
    }
  }

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
    out.println(
        Text.format(
            "%n%-13s %-27s %-9s %26s %10s %9s",
            "network", "case", "who", "images/s (min - max)", "onednn is", "peak MiB"));
    groups.forEach(this::printRows);
    groups.forEach(this::printPartial);
    groups.forEach(this::printKernels);
  }

  private void printRows(Group group) {
    Measured ours = group.ours();
    for (Measured row : group.rows()) {
      out.print(Text.format("%-13s %-27s ", row.network(), row.benchCase().id()));
      out.print(Text.format("%-9s %9.1f ", row.contestant(), row.median()));
      out.print(Text.format("(%6.1f - %6.1f) ", row.least(), row.most()));
      double ratio = ours.median() / row.median();
      out.println(Text.format("%9.2fx %9d", ratio, row.peakResidentMebibytes()));
    }
    if (group.rows().stream().noneMatch(row -> row.contestant().equals("pytorch"))) {
      out.println(
          Text.format(
              "%-13s %-27s %-9s %26s",
              ours.network(), ours.benchCase().id(), "pytorch", "not measured"));
    }
  }

  /** Compares a partial update with our own full update of the same network. */
  private void printPartial(Group group) {
    Measured ours = group.ours();
    if (ours.benchCase().batchNorm() != BatchNormMode.FROZEN) {
      return;
    }
    Optional<Measured> full =
        groups.stream()
            .map(Group::ours)
            .filter(m -> m.network().equals(ours.network()) && m.benchCase() == BenchCase.FULL)
            .findFirst();
    full.ifPresent(
        whole ->
            out.println(
                Text.format(
                    "%s: step time %.2f of our full update%s",
                    ours.name(), whole.median() / ours.median(), overhead(group))));
  }

  private static String overhead(Group group) {
    double epoch = EPOCH_IMAGES / group.ours().median();
    return Text.format(
        "; observing and selecting takes %.2f s, %.1f %% of an epoch of %d images",
        group.observeSeconds(), 100 * group.observeSeconds() / epoch, EPOCH_IMAGES);
  }

  /** Compares a full step with the sum of its primitives, each measured alone. */
  private void printKernels(Group group) {
    if (group.ours().benchCase() == BenchCase.FULL && !group.alone().isEmpty()) {
      double step = MILLIS * batch / group.ours().median();
      double kernels = MILLIS * sum(group.alone());
      out.println(
          Text.format(
              "%s: a step takes %.2f times its oneDNN kernels alone (%.1f of %.1f ms)",
              group.ours().name(), step / kernels, step, kernels));
    }
  }

  private static double sum(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Prints where the time of each of our training steps goes. */
  void printProfiles() {
    groups.stream().filter(group -> !group.profile().isEmpty()).forEach(this::printProfile);
  }

  private void printProfile(Group group) {
    out.println(Text.format("%n%s, ms a step", group.ours().name()));
    out.println(Text.format("%-32s %8s %8s", "", "in step", "alone"));
    group.profile().forEach((kind, seconds) -> printTime(kind, seconds, group.alone().get(kind)));
    printTime("sum", sum(group.profile()), sum(group.alone()));
  }

  private void printTime(String kind, double seconds, @Nullable Double alone) {
    String milliseconds = alone == null ? "" : Text.format("%.2f", MILLIS * alone);
    out.println(Text.format("%-32s %8.2f %8s", kind, MILLIS * seconds, milliseconds));
  }

  void write(Path file) {
    try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), FORMAT)) {
      for (Group group : groups) {
        for (Measured row : group.rows()) {
          printer.printRecord(
              row.network(),
              row.benchCase().id(),
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
