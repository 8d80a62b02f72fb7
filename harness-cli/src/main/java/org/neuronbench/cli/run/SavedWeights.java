package org.neuronbench.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.TrainingSession;
import org.neuronbench.core.plan.CellSpec;
import org.neuronbench.core.plan.OpenCell;
import org.neuronbench.core.plan.Plan;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.CellStatus;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.core.run.Trials;
import org.neuronbench.engine.GraphModel;
import org.neuronbench.engine.GraphSession;
import org.neuronbench.models.imports.TrainedWeights;
import org.neuronbench.models.weights.SafetensorsWriter;

/**
 * Keeps the weights of every cell that ends well. They are written whole beside the cells, and
 * moved into the cell's folder once its record is there.
 */
public final class SavedWeights implements Trials.Keepsake {

  /** The name in a cell's folder. */
  public static final String FILE = "weights.safetensors";

  private final Path cells;

  public SavedWeights(ResultStore store) {
    this.cells = store.root().resolve("cells");
  }

  /**
   * Counts the finished cells of a plan whose weights nobody kept. Weights that wait for a record
   * that has come since are moved to it.
   */
  long lacking(Plan plan, ResultStore store) {
    return plan.cells().stream()
        .map(CellSpec::id)
        .filter(id -> done(id, store) && !kept(id))
        .count();
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
  public void take(OpenCell cell, TrainingSession session) {
    TrainedWeights weights =
        TrainedWeights.of(
            (GraphModel) cell.model(),
            (GraphSession) session,
            cell.dataset().classNames(),
            cell.spec().label());
    try {
      SafetensorsWriter.write(waiting(cell.spec().id()), weights.tensors(), weights.metadata());
    } catch (IOException e) {
      throw unwritable(waiting(cell.spec().id()), e);
    }
  }

  @Override
  public void stored(CellRecord record) {
    Path saved = waiting(record.cell());
    try {
      if (record.status() == CellStatus.OK) {
        adopt(record.cell());
      }
      Files.deleteIfExists(saved);
    } catch (IOException e) {
      throw unwritable(saved, e);
    }
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
}
