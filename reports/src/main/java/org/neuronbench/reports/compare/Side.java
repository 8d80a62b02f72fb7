package org.neuronbench.reports.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.reports.leaderboard.StrategyResult;

/**
 * One side of a comparison.
 *
 * @param name what the user called it
 * @param cells every cell
 */
public record Side(String name, List<CellRecord> cells) {

  /** Copies the list. */
  public Side {
    cells = List.copyOf(cells);
    if (cells.isEmpty()) {
      throw new InputException(
          Text.format("%s holds no cell; run an experiment into it first", name));
    }
  }

  /** The entries; a seed must be there once, or there would be nothing to pair it with. */
  List<StrategyResult> entries() {
    List<StrategyResult> entries = StrategyResult.of(cells);
    entries.forEach(this::checkSeeds);
    return entries;
  }

  private void checkSeeds(StrategyResult entry) {
    Map<Long, CellRecord> bySeed = new HashMap<>();
    for (CellRecord cell : entry.cells()) {
      CellRecord other = bySeed.put(cell.seed(), cell);
      if (other != null) {
        throw new InputException(
            Text.format(
                "%s holds seed %d of '%s' twice, cells %s and %s, as happens when the strategy's code"
                    + " changed between two runs into one folder; run into a fresh folder (--out)"
                    + " or delete one of them",
                name, cell.seed(), cell.contender(), other.cell(), cell.cell()));
      }
    }
  }
}
