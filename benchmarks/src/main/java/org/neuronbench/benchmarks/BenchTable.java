package org.neuronbench.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private static final double MEBI = 1 << 20;
  private static final String HEADER =
      "network,case,contestant,images_per_second_median,images_per_second_min,"
          + "images_per_second_max,peak_resident_mib,ratio_to_pytorch,ratio_to_pytorch_spread,"
          + "ratio_to_pytorch_bfloat16,ratio_to_pytorch_bfloat16_spread";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader(HEADER.split(",")).get();

  private final PrintWriter out;
  private final int batch;
  private final List<Group> groups = new ArrayList<>();

  /**
   * A contestant on a case.
   *
   * @param speeds images per second, one a round
   * @param peakResidentMebibytes of the whole process
   * @param observeSeconds of one observation and selection; 0 if there was none
   * @param parts bytes of a training step by what they are for; empty if not known
   * @param profile where the time of a step goes, seconds by kind of work; empty if not known
   * @param alone what the step's primitives take by themselves, likewise
   */
  record Measured(
      String network,
      BenchCase benchCase,
      String contestant,
      List<Double> speeds,
      long peakResidentMebibytes,
      double observeSeconds,
      Map<String, Double> parts,
      Map<String, Double> profile,
      Map<String, Double> alone) {

    String name() {
      return Text.format("%s %s, %s", network, benchCase.id(), contestant);
    }

    double median() {
      return Ratio.quantile(speeds, 0.5);
    }

    boolean isOurs() {
      return contestant.startsWith(BenchCommand.ONEDNN);
    }
  }

  /**
   * The contestants of one case.
   *
   * @param cannot why others could not take part, by contestant
   */
  record Group(List<Measured> rows, Map<String, String> cannot) {

    Optional<Measured> row(String contestant) {
      return rows.stream().filter(row -> row.contestant().equals(contestant)).findFirst();
    }

    /** Compares a row with another contestant, round by round; empty where that one is absent. */
    Optional<Ratio> ratio(Measured row, String to) {
      return row(to).map(other -> Ratio.of(row.speeds(), other.speeds()));
    }

    private BenchCase benchCase() {
      return rows.get(0).benchCase();
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
            "%n%-13s %-27s %-16s %27s %14s %14s %9s",
            "network",
            "case",
            "who",
            "images/s (min - max)",
            "to PyTorch",
            "to its bf16",
            "peak MiB"));
    groups.forEach(this::printRows);
    out.println(
        Text.format(
            "%nRatios are medians of rounds, in each of which all contestants take their turn; where the middle%n"
                + "half of them spreads over %.0f %% or more, that follows. PyTorch takes its faster layout.",
            100 * Ratio.STEADY));
    groups.forEach(group -> group.rows().forEach(row -> printPartial(group, row)));
    groups.forEach(group -> group.rows().forEach(this::printParts));
  }

  private void printRows(Group group) {
    for (Measured row : group.rows()) {
      out.print(Text.format("%-13s %-27s ", row.network(), row.benchCase().id()));
      out.print(Text.format("%-16s %9.1f ", row.contestant(), row.median()));
      double least = Ratio.quantile(row.speeds(), 0);
      double most = Ratio.quantile(row.speeds(), 1);
      out.print(Text.format("(%7.1f - %7.1f) ", least, most));
      out.print(
          Text.format("%14s %14s ", ratio(group, row, BenchCommand.PYTORCH), bf16(group, row)));
      out.println(Text.format("%9d", row.peakResidentMebibytes()));
    }
    Measured first = group.rows().get(0);
    group
        .cannot()
        .forEach(
            (who, why) ->
                out.println(
                    Text.format(
                        "%-13s %-27s %-16s %s",
                        first.network(), first.benchCase().id(), who, why)));
  }

  private static String ratio(Group group, Measured row, String to) {
    return row.isOurs() ? group.ratio(row, to).map(Ratio::text).orElse("") : "";
  }

  private static String bf16(Group group, Measured row) {
    return ratio(group, row, BenchCommand.PYTORCH_BF16);
  }

  /** Compares a partial update with the same engine's full update of the same network. */
  private void printPartial(Group group, Measured row) {
    if (!row.isOurs() || group.benchCase().batchNorm() != BatchNormMode.FROZEN) {
      return;
    }
    groups.stream()
        .filter(other -> other.benchCase() == BenchCase.FULL)
        .flatMap(other -> other.row(row.contestant()).stream())
        .filter(full -> full.network().equals(row.network()))
        .forEach(
            full ->
                out.println(
                    Text.format(
                        "%s: step time %.2f of our full update%s",
                        row.name(), full.median() / row.median(), overhead(row))));
  }

  private static String overhead(Measured row) {
    double epoch = EPOCH_IMAGES / row.median();
    return Text.format(
        "; observing and selecting takes %.2f s, %.1f %% of an epoch of %d images",
        row.observeSeconds(), 100 * row.observeSeconds() / epoch, EPOCH_IMAGES);
  }

  private void printParts(Measured row) {
    if (!row.parts().isEmpty()) {
      String parts =
          row.parts().entrySet().stream()
              .map(part -> Text.format("%s %.1f", part.getKey(), part.getValue() / MEBI))
              .collect(Collectors.joining(", "));
      out.println(Text.format("%s: MiB of a step: %s", row.name(), parts));
    }
  }

  /** Compares each step with the sum of its primitives, each measured alone. */
  void printSums() {
    out.println();
    groups.stream()
        .flatMap(group -> group.rows().stream())
        .filter(row -> !row.alone().isEmpty())
        .forEach(
            row -> {
              double step = MILLIS * batch / row.median();
              double kernels = MILLIS * sum(row.alone());
              out.println(
                  Text.format(
                      "%s: a batch takes %.2f times its oneDNN kernels alone (%.1f of %.1f ms)",
                      row.name(), step / kernels, step, kernels));
            });
  }

  private static double sum(Map<String, Double> seconds) {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Prints where the time of each of our training steps goes. */
  void printProfiles() {
    groups.stream()
        .flatMap(group -> group.rows().stream())
        .filter(row -> !row.profile().isEmpty())
        .forEach(this::printProfile);
  }

  private void printProfile(Measured row) {
    out.println(Text.format("%n%s, ms a step", row.name()));
    out.println(Text.format("%-32s %8s %8s", "", "in step", "alone"));
    row.profile().forEach((kind, seconds) -> printTime(kind, seconds, row.alone().get(kind)));
    printTime("sum", sum(row.profile()), sum(row.alone()));
  }

  private void printTime(String kind, double seconds, @Nullable Double alone) {
    String milliseconds = alone == null ? "" : Text.format("%.2f", MILLIS * alone);
    out.println(Text.format("%-32s %8.2f %8s", kind, MILLIS * seconds, milliseconds));
  }

  void write(Path file) {
    try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), FORMAT)) {
      for (Group group : groups) {
        for (Measured row : group.rows()) {
          List<Object> values = new ArrayList<>();
          values.addAll(List.of(row.network(), row.benchCase().id(), row.contestant()));
          values.add(row.median());
          values.add(Ratio.quantile(row.speeds(), 0));
          values.add(Ratio.quantile(row.speeds(), 1));
          values.add(row.peakResidentMebibytes());
          for (String to : List.of(BenchCommand.PYTORCH, BenchCommand.PYTORCH_BF16)) {
            Optional<Ratio> ratio = row.isOurs() ? group.ratio(row, to) : Optional.empty();
            values.add(ratio.map(Ratio::median).orElse(null));
            values.add(ratio.map(Ratio::spread).orElse(null));
          }
          printer.printRecord(values);
        }
      }
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be written: %s", file, e), e);
    }
  }
}
