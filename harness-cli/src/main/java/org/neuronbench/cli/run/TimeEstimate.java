package org.neuronbench.cli.run;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.neuronbench.cli.terminal.Progress;
import org.neuronbench.core.Text;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;

/**
 * How long cells will take, by those that ran before with the same weights, data, recipe and
 * threads: the same strategy and budget, or else any.
 */
final class TimeEstimate {

  private final List<CellRecord> measured;

  TimeEstimate(Collection<CellRecord> records) {
    measured =
        records.stream()
            .filter(r -> r.status() == CellStatus.OK && Double.isFinite(Progress.seconds(r)))
            .toList();
  }

  String words(Collection<CellSpec> cells) {
    if (cells.isEmpty()) {
      return "Nothing is left to run.";
    }
    List<OptionalDouble> known =
        cells.stream().map(this::seconds).filter(OptionalDouble::isPresent).toList();
    if (known.isEmpty()) {
      return "Time: unknown until the first cell ran.";
    }
    double seconds = known.stream().mapToDouble(OptionalDouble::getAsDouble).sum();
    String time = Progress.words(Duration.ofMillis((long) (1000 * seconds)));
    return known.size() == cells.size()
        ? Text.format("Time: about %s for what is to run, going by the cells done.", time)
        : Text.format(
            "Time: about %s for %d of the %d cells to run, going by the cells done; of the others nothing is known yet.",
            time, known.size(), cells.size());
  }

  private OptionalDouble seconds(CellSpec cell) {
    String settings = cell.settings();
    List<CellRecord> alike =
        measured.stream()
            .filter(r -> r.model().equals(cell.model()))
            .filter(r -> r.dataset().equals(cell.dataset()))
            .filter(r -> r.settings().equals(settings))
            .toList();
    OptionalDouble same =
        alike.stream()
            .filter(r -> r.contender().equals(cell.contender()))
            .filter(r -> r.budget().equals(cell.budgetText()))
            .mapToDouble(Progress::seconds)
            .average();
    return same.isPresent() ? same : alike.stream().mapToDouble(Progress::seconds).average();
  }
}
