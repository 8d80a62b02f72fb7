package org.neuronbench.cli.datasets;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Names;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.download.Downloader;
import org.neuronbench.datasets.cache.FileStore;
import org.neuronbench.datasets.fetch.DatasetFetcher;
import org.neuronbench.datasets.fetch.DatasetFetcher.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a fetched dataset, and its decoded images, with what was written. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compare every file of a fetched dataset with what was unpacked, and its decoded images with "
          + "what was decoded. Exit code 1 if a file is missing or damaged."
    },
    footer = {"", "Example:  ./neuronbench datasets verify cifar10"})
final class DatasetsVerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "Such as cifar10.")
  String id = "";

  @Mixin DataOptions data = new DataOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Names.known(
        "dataset",
        id,
        new Workbench(data.folder()).datasets().datasets().stream().map(DatasetInfo::id).toList());
    PrintWriter out = spec.commandLine().getOut();
    Optional<Verification> found =
        new DatasetFetcher(data.folder(), new Downloader(data.downloads())).verify(id);
    List<String> decoded = new FileStore(data.folder().decoded()).verify(id);
    decoded.forEach(line -> out.println("decoded images " + line));
    if (found.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s was not fetched into %s; there is nothing to compare its files with%n",
          id,
          data.folder().dataset(id));
      return decoded.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }
    return report(found.get(), out);
  }

  private int report(Verification verification, PrintWriter out) {
    verification.problems().forEach(out::println);
    if (verification.problems().isEmpty()) {
      out.printf(Locale.ROOT, "%s: %,d files, all as unpacked%n", id, verification.files());
      return ExitCode.DONE;
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d of %,d files are missing or damaged. Delete %s and run `datasets fetch %s` again.%n",
        id,
        verification.problems().size(),
        verification.files(),
        data.folder().dataset(id),
        id);
    return ExitCode.FAILED;
  }
}
