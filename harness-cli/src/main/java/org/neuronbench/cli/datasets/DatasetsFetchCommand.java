package org.neuronbench.cli.datasets;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neuronbench.cli.terminal.FetchProgress;
import org.neuronbench.cli.terminal.Sizes;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.core.Text;
import org.neuronbench.core.download.Downloader;
import org.neuronbench.datasets.fetch.DatasetFetcher;
import org.neuronbench.datasets.fetch.DatasetFetcher.Outcome;
import org.neuronbench.datasets.fetch.Publication;
import org.neuronbench.datasets.fetch.Publication.Part;
import org.neuronbench.datasets.fetch.Publications;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads, verifies and unpacks a published dataset. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Download a published dataset into the data folder, verify and unpack it.",
      "What was interrupted goes on when the command is given again."
    },
    footer = {
      "",
      "Exit codes: 0 fetched, 2 wrong use or it could not be done, 130 stopped by Ctrl-C.",
      "",
      "Example:  ./neuronbench datasets fetch cifar10"
    })
final class DatasetsFetchCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "Such as cifar10.")
  String id = "";

  @Option(names = "--keep-archives", description = "Keep the downloads after unpacking.")
  boolean keepArchives;

  @Mixin DataOptions data = new DataOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Publication publication = publication(id);
    PrintWriter out = spec.commandLine().getOut();
    show(publication, out);
    DatasetFetcher fetcher = new DatasetFetcher(data.folder(), new Downloader(data.downloads()));
    Outcome outcome =
        fetcher.fetch(publication, keepArchives, new FetchProgress(Terminal.of(spec).line(out)));
    out.println(
        outcome == Outcome.FETCHED
            ? Text.format("%s is in %s", id, data.folder().dataset(id))
            : Text.format(
                "%s is in %s already; `datasets verify %s` checks it",
                id, data.folder().dataset(id), id));
    out.println(Text.format("In an experiment:  datasets: [%s]", id));
    return ExitCode.DONE;
  }

  static Publication publication(String id) {
    List<String> ids = Publications.all().stream().map(Publication::id).toList();
    Names.known("published dataset", id, ids);
    return Publications.find(id).orElseThrow();
  }

  private void show(Publication publication, PrintWriter out) {
    out.println("source:   " + publication.source());
    out.println("licence:  " + publication.licence());
    out.println("download: " + Sizes.words(publication.bytes()));
    for (Part part : publication.parts()) {
      out.printf(
          Locale.ROOT,
          "  %-30s %8s  %s%n",
          part.file().name(),
          Sizes.words(part.bytes()),
          part.file().checksum().map(Object::toString).orElse("no checksum is published"));
    }
    out.println("into:     " + data.folder().dataset(id));
    out.flush();
  }
}
