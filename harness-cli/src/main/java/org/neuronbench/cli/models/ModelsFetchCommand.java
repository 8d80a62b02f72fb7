package org.neuronbench.cli.models;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.neuronbench.cli.terminal.FetchProgress;
import org.neuronbench.cli.terminal.MovingLine;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.core.CacheFolder;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.download.DownloadSettings;
import org.neuronbench.core.download.Downloader;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.models.imports.ImportRequest;
import org.neuronbench.models.imports.ImportedWeights;
import org.neuronbench.models.imports.PublishedWeights;
import org.neuronbench.models.imports.PublishedWeights.Claim;
import org.neuronbench.models.imports.WeightImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads published weights and imports them. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Download weights that torchvision or tiny-training publishes, check their hash, and import",
      "them.",
      "",
      "'models list' names them. A download that was broken off goes on where it stopped."
    },
    footer = {
      "",
      "Exit codes: 0 fetched, 2 wrong use or it could not be done, 130 stopped by Ctrl-C.",
      "",
      "Example:  ./neuronbench models fetch resnet-18"
    })
final class ModelsFetchCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      description = "A model, such as resnet-18, or a file, such as resnet50-11ad3fa6.")
  String id = "";

  @Option(names = "--offline", description = "Do not connect; use the file if it is there.")
  boolean offline;

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "A folder that mirrors the publisher's. Default: the publisher's own.")
  @Nullable String from;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where to keep them. Default: NEURONBENCH_MODELS, or the platform's cache.")
  @Nullable Path folder;

  @Mixin StatisticsOptions statistics = new StatisticsOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PublishedWeights published = published();
    Path place = folder == null ? CacheFolder.models() : folder;
    fetch(published, place, out, Terminal.of(spec).line(out));
    return ExitCode.DONE;
  }

  /** Downloads and imports; the checksum is that in the file's name. */
  void fetch(PublishedWeights published, Path place, PrintWriter out, MovingLine line) {
    describe(out, published);
    Path download = place.resolve(published.fileName());
    PublishedFile file = file(published);
    new Downloader(DownloadSettings.DEFAULT.offline(offline))
        .fetch(file, download, new FetchProgress(line).downloading(file, 1, 1));
    ImportedWeights weights = statistics.measured(WeightImport.run(ImportRequest.of(download)));
    ModelsImportCommand.finish(out, weights, place.resolve(weights.fileName()), false);
  }

  private PublishedWeights published() {
    List<String> known = new ArrayList<>();
    PublishedWeights.ALL.forEach(p -> known.add(p.name()));
    PublishedWeights.ALL.stream().map(PublishedWeights::model).distinct().forEach(known::add);
    return PublishedWeights.find(id)
        .orElseThrow(() -> new InputException(Names.unknown("published weight file", id, known)));
  }

  private PublishedFile file(PublishedWeights published) {
    if (from == null) {
      return published.file(published.publisher().folder());
    }
    try {
      URI folder = new URI(from.endsWith("/") ? from : from + "/");
      return published.file(folder.toString());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new InputException(
          Text.format(
              "--from is '%s', expected an address such as %s",
              from, published.publisher().folder()),
          e);
    }
  }

  private static void describe(PrintWriter out, PublishedWeights published) {
    out.printf(
        Locale.ROOT,
        "%s for %s: %s's %s, %.1f MB%n",
        published.fileName(),
        published.model(),
        published.publisher().title(),
        published.edition(),
        published.megabytes());
    out.println(
        "  claimed: " + published.claim().map(Claim::toString).orElse("nothing with the file"));
    out.println("  license: " + published.publisher().licence());
    out.println("  checked: SHA-256 begins with " + published.digits());
    out.flush();
  }
}
