package org.neuronbench.cli.datasets;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.BuiltInDatasets;
import org.neuronbench.datasets.sheet.ContactSheets;
import org.neuronbench.datasets.source.Survey;
import org.neuronbench.datasets.source.Survey.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a dataset is and holds, and draws it. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = {
      "Show what a dataset is, and classes, counts and image sizes of the files at hand.",
      "Give a folder or archive instead of an id for images of your own."
    },
    footer = {
      "",
      "Examples:  ./neuronbench datasets describe shapes --sheet shapes.png",
      "           ./neuronbench datasets describe ../photos --sheet photos.png"
    })
final class DatasetsDescribeCommand implements Callable<Integer> {

  private static final String OWN = "image-folder";
  private static final int SHEET_EDGE = 96;

  @Parameters(paramLabel = "ID|FOLDER", description = "Such as cifar10, or ../photos.")
  String name = "";

  @Option(names = "--root", paramLabel = "PATH", description = "Folder or archive of the files.")
  @Nullable Path root;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Write a contact sheet of training images as PNG.")
  @Nullable Path sheet;

  @Option(
      names = "--augmented",
      paramLabel = "FILE",
      description = "Write a PNG of training images as the paper's augmentation shows them.")
  @Nullable Path augmented;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Of the augmented images. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Mixin DataOptions data = new DataOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    BuiltInDatasets datasets = new BuiltInDatasets(data.folder());
    boolean path = datasets.datasets().stream().noneMatch(d -> d.id().equals(name));
    if (path && Files.exists(Path.of(name))) {
      root = Path.of(name);
      name = OWN;
    }
    Names.known("dataset", name, datasets.datasets().stream().map(DatasetInfo::id).toList());
    DatasetInfo info =
        datasets.datasets().stream().filter(d -> d.id().equals(name)).findFirst().orElseThrow();
    if (!path) {
      about(info);
    }
    if (atHand(info)) {
      survey(datasets.survey(request(false)));
      draw(datasets);
    } else if (sheet != null || augmented != null) {
      datasets.survey(request(false)); // says what is missing
    }
    return ExitCode.DONE;
  }

  private boolean atHand(DatasetInfo info) {
    return !info.hasFiles() || root != null || data.folder().fetched(name).isPresent();
  }

  private void about(DatasetInfo info) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(info.id());
    out.println("  " + info.summary());
    info.details().lines().forEach(line -> out.println("  " + line));
    out.println(
        info.needsRoot()
            ? Text.format(
                "  In an experiment:  datasets: [{id: %s, root: FOLDER-OR-ARCHIVE}]", name)
            : Text.format("  In an experiment:  datasets: [%s]", name));
    if (!atHand(info)) {
      out.println(
          info.needsRoot()
              ? "  Counts and sizes:  ./neuronbench datasets describe FOLDER-OR-ARCHIVE"
              : Text.format("  Not fetched yet:   ./neuronbench datasets fetch %s", name));
    }
  }

  private DatasetRequest request(boolean uncropped) {
    return new DatasetRequest(
        name,
        Optional.ofNullable(root),
        SHEET_EDGE,
        1,
        OptionalInt.of(ContactSheets.ENOUGH),
        OptionalInt.of(1),
        org.neuronbench.core.data.Fit.CROP,
        uncropped);
  }

  private void survey(Survey survey) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = survey.classNames();
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    out.printf(Locale.ROOT, "%n%-" + Math.max(5, width) + "s %8s %8s%n", "class", "train", "test");
    for (int i = 0; i < names.size(); i++) {
      out.printf(
          Locale.ROOT,
          "%-" + Math.max(5, width) + "s %,8d %,8d%n",
          names.get(i),
          survey.trainCounts()[i],
          survey.testCounts()[i]);
    }
    out.printf(
        Locale.ROOT,
        "%-" + Math.max(5, width) + "s %,8d %,8d%n",
        "total",
        IntStream.of(survey.trainCounts()).sum(),
        IntStream.of(survey.testCounts()).sum());
    sizes(survey, out);
  }

  private static void sizes(Survey survey, PrintWriter out) {
    List<Size> sizes = survey.sizes();
    out.printf(
        Locale.ROOT,
        "%nSizes in pixels (smallest, median, largest), of %s%,d images:%n",
        survey.sampled() ? "an even sample of " : "all ",
        sizes.size());
    out.println("  width        " + range(sizes, Size::width));
    out.println("  height       " + range(sizes, Size::height));
    out.println("  shorter side " + range(sizes, s -> Math.min(s.width(), s.height())));
  }

  private static String range(List<Size> sizes, ToIntFunction<Size> value) {
    int[] sorted = sizes.stream().mapToInt(value).sorted().toArray();
    return sorted.length == 0
        ? "not measured"
        : Text.format(
            "%5d %5d %5d", sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  private void draw(BuiltInDatasets datasets) {
    PrintWriter out = spec.commandLine().getOut();
    Path contact = sheet;
    if (contact != null) {
      Dataset dataset = datasets.open(request(false));
      out.printf(
          Locale.ROOT, "Wrote %s: %d images%n", contact, ContactSheets.contact(dataset, contact));
    }
    Path samples = augmented;
    if (samples != null) {
      Dataset dataset = datasets.open(request(true));
      int rows = ContactSheets.augmented(dataset, Augmentation.PAPER, seed, samples);
      out.printf(Locale.ROOT, "Wrote %s: %d images, each plain and in 7 versions%n", samples, rows);
    }
  }
}
