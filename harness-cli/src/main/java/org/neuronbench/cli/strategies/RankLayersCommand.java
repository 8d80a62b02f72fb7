package org.neuronbench.cli.strategies;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuronbench.cli.terminal.MovingLine;
import org.neuronbench.cli.terminal.Terminal;
import org.neuronbench.cli.workbench.DataOptions;
import org.neuronbench.cli.workbench.ExitCode;
import org.neuronbench.cli.workbench.Workbench;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.experiment.Experiment;
import org.neuronbench.core.experiment.Settings;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.run.RankedLayers;
import org.neuronbench.core.run.RunListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns the layer ranking that some strategies are given. */
@Command(
    name = "rank-layers",
    mixinStandardHelpOptions = true,
    description = {
      "Learn which convolutions matter, for the parameter 'ranking' of trady and medyate.",
      "",
      "Trains the whole model of an experiment on its dataset by its recipe and sums up gradient",
      "norms; strategies and budgets of the file are not used. Learn it on another dataset than the",
      "one that strategies are judged on: they refuse a ranking of the same images."
    },
    footer = {
      "",
      "Exit codes: 0 written, 2 wrong use or it could not be done.",
      "",
      "Example:  ./neuronbench strategies rank-layers examples/quickstart.yaml \\",
      "            --set 'datasets=[glyphs]' --out micro.ranking"
    })
public final class RankLayersCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "An experiment of one model and one dataset.")
  Path file = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replace a setting of the file. May be repeated.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The ranking to write.")
  Path out = Path.of("");

  @Mixin DataOptions data = new DataOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    Workbench bench = new Workbench(data.folder());
    List<String> all = new ArrayList<>(settings);
    all.addAll(List.of("strategies=[full]", "budgets=[100%]", "floors=false"));
    Experiment experiment = bench.experimentReader().read(file, all);
    if (experiment.models().size() != 1 || experiment.datasets().size() != 1) {
      throw new InputException(
          Text.format(
              "%s has %d models and %d datasets, a ranking is of one each; choose with --set"
                  + " 'models=[ID]' and --set 'datasets=[ID]'",
              file, experiment.models().size(), experiment.datasets().size()));
    }
    CellSpec cell = bench.plan(experiment).cells().get(0);
    MovingLine line = Terminal.of(spec).line(terminal);
    RunListener steps =
        new RunListener() {
          @Override
          public void stepDone(int epoch, int step, int count) {
            line.show(
                Text.format(
                    "epoch %d/%d, step %d/%d",
                    epoch + 1, cell.training().totalEpochs(), step, count));
          }
        };
    String ranking =
        RankedLayers.learn(
            bench.open(cell), bench.engine(cell.training().get(Settings.ENGINE)), steps);
    line.clear();
    write(ranking);
    terminal.println("Wrote " + out);
    return ExitCode.DONE;
  }

  private void write(String ranking) {
    try {
      Files.writeString(out, ranking);
    } catch (IOException e) {
      throw new InputException(
          Text.format("%s cannot be written (%s); give another file with --out", out, e), e);
    }
  }
}
