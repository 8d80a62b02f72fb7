package org.neuronbench.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.engine.TrainingSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a store, one a cell in flight, brought forward after every epoch and deleted
 * when the cell ends. They are found whether or not this run writes any.
 */
public final class Checkpoints {

  /** None are looked for, and none are kept. */
  static final Checkpoints NONE = new Checkpoints(Path.of("no-checkpoints"), false);

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** A checkpoint cannot be written: the run ends, the last one stands. */
  static final class Unwritable extends InputException {
    private static final long serialVersionUID = 1L;

    Unwritable(String message, IOException cause) {
      super(message, cause);
    }
  }

  private final Path folder;
  private final boolean writing;

  Checkpoints(Path root, boolean writing) {
    this.folder = root.resolve("checkpoints");
    this.writing = writing;
  }

  private CheckpointFile file(String cell) {
    return new CheckpointFile(folder, cell);
  }

  /**
   * Finds where a cell stands; a file that cannot be used is put aside with a line that says so.
   */
  Optional<Checkpoint> find(String cell) {
    CheckpointFile file = file(cell);
    if (!Files.exists(file.state())) {
      return Optional.empty();
    }
    try {
      return Optional.of(file.read());
    } catch (IOException e) {
      LOG.warn(
          "Checkpoint {} cannot be used ({}); the cell starts anew", file.state(), e.getMessage());
      delete(cell);
      return Optional.empty();
    }
  }

  /** What is kept of one cell as it goes on; does nothing if none is wanted. */
  final class Keeper {
    private final CheckpointFile file;
    private final List<Checkpoint.Epoch> unsaved = new ArrayList<>();
    private int epochs;
    private long end;

    private Keeper(String cell) {
      this.file = file(cell);
    }

    void begin(Shown first) {
      keep(() -> end = file.begin(first));
    }

    void resume(Checkpoint earlier) {
      epochs = earlier.epochs().size();
      end = earlier.end();
    }

    /**
     * Adds an epoch. The cell can be taken up where a strategy is asked: what is summed up between
     * two selections is not written.
     */
    void add(
        Checkpoint.Epoch epoch,
        boolean asks,
        TrainingSession session,
        Supplier<Methods.State> methods) {
      unsaved.add(epoch);
      if (asks) {
        keep(
            () -> {
              for (Checkpoint.Epoch each : unsaved) {
                end = file.append(end, each);
              }
              epochs += unsaved.size();
              file.replace(epochs, end, session.state(), methods.get());
            });
        unsaved.clear();
      }
    }

    private void keep(Writing writing) {
      try {
        if (Checkpoints.this.writing) {
          writing.write();
        }
      } catch (IOException e) {
        throw new Unwritable(
            Text.format(
                "The checkpoint %s cannot be written (%s); make room, or run without --checkpoint",
                file.state(), e),
            e);
      }
    }
  }

  private interface Writing {
    void write() throws IOException;
  }

  Keeper keeper(String cell) {
    return new Keeper(cell);
  }

  void delete(String cell) {
    CheckpointFile file = file(cell);
    try {
      file.delete();
    } catch (IOException e) {
      LOG.warn("Checkpoint {} cannot be deleted: {}", file.state(), e.toString());
    }
  }
}
