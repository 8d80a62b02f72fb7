package org.neuronbench.cli.datasets;

import java.io.PrintWriter;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetInfo.Place;
import org.neuronbench.datasets.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the datasets at hand, and fetches those that are not. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(list | describe ID | fetch ID | verify ID | speed ID)",
    description = "Show, fetch and check the datasets that experiments can name.",
    subcommands = {
      DatasetsDescribeCommand.class,
      DatasetsFetchCommand.class,
      DatasetsVerifyCommand.class,
      DatasetsSpeedCommand.class
    })
public final class DatasetsCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    list(new DataOptions());
  }

  /** Prints a line per dataset. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the datasets and whether they need files.")
  int list(@Mixin DataOptions data) {
    PrintWriter out = spec.commandLine().getOut();
    DataFolder folder = data.folder();
    for (DatasetInfo info : new Workbench(folder).datasets().datasets()) {
      String line = Text.format("%-14s %-12s %s", info.id(), place(info, folder), info.summary());
      Terminal.of(spec).print(out, line, " ".repeat(28));
    }
    return ExitCode.DONE;
  }

  private static String place(DatasetInfo info, DataFolder folder) {
    if (info.place() == Place.PUBLISHED) {
      return folder.fetched(info.id()).isPresent() ? "fetched" : "to fetch";
    }
    return info.hasFiles() ? "your files" : "built in";
  }
}
