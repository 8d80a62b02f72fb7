package org.neuronbench.cli.results;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.DamagedCell;
import org.neuronbench.core.results.ResultStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after stored results. */
@Command(
    name = "results",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "verify RESULTS",
    description = "Check stored results.",
    footer = {"", "Example:  ./neuronbench results verify results/quickstart"})
public final class ResultsCommand implements Runnable {

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: results verify RESULTS");
  }

  /** Reads every record. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Read every cell and say which are not as they were written.",
        "",
        "A record must fit its own hash, its folder, its epochs one after the other, and its layers.",
        "What does not is left out of every report, by name."
      },
      footer = {
        "",
        "Exit codes: 0 every record is whole, 1 one is not, 2 wrong use.",
        "",
        "Example:  ./neuronbench results verify results/quickstart"
      })
  int verify(
      @Parameters(paramLabel = "RESULTS", description = "A folder that 'run' wrote, or a baseline.")
          Path results) {
    PrintWriter out = spec.commandLine().getOut();
    ResultStore.Contents contents = ResultStore.open(results).contents();
    for (DamagedCell damaged : contents.damaged()) {
      out.println("damaged  " + damaged.line());
    }
    int whole = contents.cells().size();
    out.println(
        contents.damaged().isEmpty()
            ? Text.format("Every record is whole: %d.", whole)
            : Text.format(
                "%d of %d records are damaged; run the experiment again, which replaces them.",
                contents.damaged().size(), whole + contents.damaged().size()));
    return contents.damaged().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
