package org.neuronbench.cli;

import java.io.PrintWriter;
import java.util.List;
import org.neuronbench.core.data.DatasetInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the datasets at hand. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | describe ID)",
    description = "Show the datasets that experiments can name.")
final class DatasetsCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    list();
  }

  /** Prints a line per dataset. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the datasets and whether they need files.")
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    for (DatasetInfo info : new Workbench().datasets().datasets()) {
      out.printf(
          "%-14s %-10s %s%n", info.id(), info.needsRoot() ? "files" : "built in", info.summary());
    }
    return Main.DONE;
  }

  /** Prints how a dataset is laid out. */
  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = "Show classes, counts and the files that a dataset expects.")
  int describe(@Parameters(paramLabel = "ID", description = "Such as cifar10.") String id) {
    PrintWriter out = spec.commandLine().getOut();
    List<DatasetInfo> datasets = new Workbench().datasets().datasets();
    Names.known("dataset", id, datasets.stream().map(DatasetInfo::id).toList());
    DatasetInfo info = datasets.stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow();
    out.println(info.id());
    out.println("  " + info.summary());
    info.details().lines().forEach(line -> out.println("  " + line));
    out.println(
        info.needsRoot()
            ? "  In an experiment:  datasets: [{id: %s, root: FOLDER-OR-ARCHIVE}]".formatted(id)
            : "  In an experiment:  datasets: [%s]".formatted(id));
    return Main.DONE;
  }
}
