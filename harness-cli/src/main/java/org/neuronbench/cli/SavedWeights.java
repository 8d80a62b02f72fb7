package org.neuronbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Cell;
import org.neuronbench.core.run.Plan;
import org.neuronbench.core.run.RunListener;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.models.imports.TrainedWeights;
import org.neuronbench.models.weights.SafetensorsWriter;

/**
 * Keeps the weights of every cell that ends well. They are written whole beside the cells, and
 * moved into the cell's folder once its record is there.
 */
final class SavedWeights implements RunListener {

  /** The name in a cell's folder. */
  static final String FILE = "weights.safetensors";

  private final RunListener next;
  private final Path cells;

  SavedWeights(RunListener next, ResultStore store) {
    this.next = next;
    this.cells = store.root().resolve("cells");
  }

  /**
   * Counts the finished cells of a plan whose weights nobody kept. Weights that wait for a record
   * that has come since are moved to it.
   */
  long lacking(Plan plan, ResultStore store) {
    return plan.cells().stream().map(Cell::id).filter(id -> done(id, store) && !kept(id)).count();
  }

  private static boolean done(String cell, ResultStore store) {
    return store.find(cell).filter(r -> r.status() == CellStatus.OK).isPresent();
  }

  private boolean kept(String cell) {
    try {
      adopt(cell);
    } catch (IOException e) {
      throw unwritable(waiting(cell), e);
    }
    return Files.exists(cells.resolve(cell).resolve(FILE));
  }

  private Path waiting(String cell) {
    return cells.resolve(".weights-" + cell + ".safetensors");
  }

  @Override
  public void trained(Cell cell, TrainingSession session) {
    TrainedWeights weights =
        TrainedWeights.of(
            (GraphModel) cell.model(),
            (GraphSession) session,
            cell.dataset().classNames(),
            cell.label());
    try {
      SafetensorsWriter.write(waiting(cell.id()), weights.tensors(), weights.metadata());
    } catch (IOException e) {
      throw unwritable(waiting(cell.id()), e);
    }
    next.trained(cell, session);
  }

  @Override
  public void cellEnded(CellRecord record) {
    Path saved = waiting(record.cell());
    try {
      if (record.status() == CellStatus.OK) {
        adopt(record.cell());
      }
      Files.deleteIfExists(saved);
    } catch (IOException e) {
      throw unwritable(saved, e);
    }
    next.cellEnded(record);
  }

  private void adopt(String cell) throws IOException {
    Path saved = waiting(cell);
    if (Files.exists(saved)) {
      Files.move(saved, cells.resolve(cell).resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static InputException unwritable(Path file, IOException cause) {
    return new InputException(
        Text.format(
            "Weights cannot be written to %s (%s); make room, then run again: finished cells are kept",
            file, cause),
        cause);
  }

  @Override
  public void cellStarted(Cell cell, int position, int total) {
    next.cellStarted(cell, position, total);
  }

  @Override
  public void stepDone(int epoch, int step, int steps) {
    next.stepDone(epoch, step, steps);
  }

  @Override
  public void epochDone(EpochRecord epoch) {
    next.epochDone(epoch);
  }

  @Override
  public void waiting(int cells) {
    next.waiting(cells);
  }

  @Override
  public boolean cancelled() {
    return next.cancelled();
  }
}
