package org.neuronbench.core.results;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.files.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of results: {@code cells/ID/cell.json}, one folder a cell. A cell is written beside its
 * place, forced to the disk and renamed into it, so a reader never sees half of one and a killed
 * run loses none.
 */
public final class ResultStore {

  private static final Logger LOG = LoggerFactory.getLogger(ResultStore.class);

  private static final String CELL_FILE = "cell.json";
  private static final String WRITING = ".writing-";
  private static final String PROBE = ".writable";
  private static final String ASIDE = ".replaced-";

  private final Path root;

  private ResultStore(Path root) {
    this.root = root;
  }

  /**
   * Opens a folder for reading results.
   *
   * @throws InputException if it holds no results
   */
  public static ResultStore open(Path root) {
    if (!Files.isDirectory(root.resolve("cells"))) {
      throw new InputException(
          Text.format(
              "%s holds no results (no folder 'cells'); give the folder that 'neuronbench run' wrote",
              root));
    }
    return new ResultStore(root);
  }

  /**
   * Opens a folder for writing, making it if needed.
   *
   * @throws InputException if it cannot be written
   */
  public static ResultStore create(Path root) {
    try {
      Files.createDirectories(root.resolve("cells"));
      checkWritable(root.resolve("cells").resolve(PROBE));
      ResultStore store = new ResultStore(root);
      store.recover();
      return store;
    } catch (FileAlreadyExistsException e) {
      throw new InputException(
          Text.format(
              "The result folder %s cannot be made: %s is a file; give another with --out",
              root, e.getFile()),
          e);
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "The result folder %s cannot be written (%s); give another with --out", root, e),
          e);
    }
  }

  /** The file has one name, so that a process killed here leaves no more than the next deletes. */
  private static void checkWritable(Path probe) throws IOException {
    Files.write(probe, new byte[0]);
    Files.deleteIfExists(probe);
  }

  /** Returns the folder. */
  public Path root() {
    return root;
  }

  /**
   * Finds a finished cell. A damaged one counts as missing, with a line that says so.
   *
   * @return its record; empty if it has not ended yet
   * @throws InputException if a newer version wrote it, which must not be replaced
   */
  public Optional<CellRecord> find(String cell) {
    try {
      return Files.exists(file(cell)) ? Optional.of(read(cell)) : Optional.empty();
    } catch (DamagedCell e) {
      if (e.isNewer()) {
        throw new InputException(e.line() + "; use that one, or give another folder with --out", e);
      }
      LOG.warn("Left out: {}", e.line());
      return Optional.empty();
    }
  }

  /**
   * Reads a finished cell.
   *
   * @throws DamagedCell if it is not as it was written
   * @throws InputException if it cannot be read at all
   */
  public CellRecord read(String cell) throws DamagedCell {
    try {
      return CellFile.read(file(cell));
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be read: %s", file(cell), e), e);
    }
  }

  /**
   * All that a folder holds.
   *
   * @param cells sorted by id
   * @param damaged what is left out, by name
   */
  public record Contents(List<CellRecord> cells, List<DamagedCell> damaged) {}

  /** Reads every cell; one that is damaged keeps no other away. */
  public Contents contents() {
    List<CellRecord> cells = new ArrayList<>();
    List<DamagedCell> damaged = new ArrayList<>();
    for (String cell : ids()) {
      try {
        cells.add(read(cell));
      } catch (DamagedCell e) {
        damaged.add(e);
      }
    }
    return new Contents(List.copyOf(cells), List.copyOf(damaged));
  }

  private List<String> ids() {
    try (Stream<Path> found = Files.list(root.resolve("cells"))) {
      return found
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(Text.format("The results in %s cannot be read: %s", root, e), e);
    }
  }

  /** Reads every cell that is whole; of each other, a line is logged, sorted by id. */
  public List<CellRecord> cells() {
    Contents contents = contents();
    contents.damaged().forEach(e -> LOG.warn("Left out: {}", e.line()));
    return contents.cells();
  }

  /**
   * Takes the right to run a cell, so that two processes on one store do not both run it.
   *
   * @return the right, to be closed; empty if another process has it
   * @throws InputException if the folder cannot hold locks
   */
  public Optional<CellLock> lock(String cell) {
    try {
      Optional<CellLock> lock = CellLock.take(root.resolve("locks").resolve(cell));
      if (lock.isPresent()) {
        tidy(cell);
      }
      return lock;
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "Cell %s cannot be locked in %s (%s); give a folder on a local disk with --out",
              cell, root, e),
          e);
    }
  }

  /** Ends what a process that was killed began for a cell; the caller holds the cell's lock. */
  private void tidy(String cell) throws IOException {
    DurableFiles.delete(writing(cell));
    DurableFiles.recover(place(cell), aside(cell));
  }

  /** Puts back results that a killed process had set aside to replace them. */
  private void recover() throws IOException {
    List<Path> left;
    try (Stream<Path> found = Files.list(root.resolve("cells"))) {
      left = found.filter(f -> f.getFileName().toString().startsWith(ASIDE)).toList();
    }
    for (Path folder : left) {
      lock(folder.getFileName().toString().substring(ASIDE.length())).ifPresent(CellLock::close);
    }
  }

  private Path place(String cell) {
    return root.resolve("cells").resolve(cell);
  }

  private Path file(String cell) {
    return place(cell).resolve(CELL_FILE);
  }

  private Path writing(String cell) {
    return root.resolve("cells").resolve(WRITING + cell);
  }

  private Path aside(String cell) {
    return root.resolve("cells").resolve(ASIDE + cell);
  }

  /** Tells when a cell's result was written: the time; empty without a result. */
  public Optional<FileTime> written(String cell) {
    Path file = file(cell);
    try {
      return Files.exists(file) ? Optional.of(Files.getLastModifiedTime(file)) : Optional.empty();
    } catch (IOException e) {
      throw new InputException(Text.format("%s cannot be read: %s", file, e), e);
    }
  }

  /**
   * Writes a cell, replacing one of the same id.
   *
   * @throws IOException if the folder cannot be written; nothing half-written is left in the cell's
   *     place
   */
  public void write(CellRecord record) throws IOException {
    write(record, "");
  }

  /**
   * Writes a cell, replacing one of the same id.
   *
   * @param log what is known of a failure beyond its reason, kept as {@code log.txt}; empty for
   *     none
   * @throws IOException if the folder cannot be written; nothing half-written is left in the cell's
   *     place
   */
  public void write(CellRecord record, String log) throws IOException {
    Path complete = writing(record.cell());
    try {
      DurableFiles.delete(complete);
      Files.createDirectory(complete);
      Files.write(complete.resolve(CELL_FILE), CellFile.bytes(record));
      EpochsCsv.write(complete.resolve("epochs.csv"), record);
      if (!log.isEmpty()) {
        Files.writeString(complete.resolve("log.txt"), log);
      }
      DurableFiles.replace(complete, place(record.cell()), aside(record.cell()));
    } finally {
      DurableFiles.delete(complete);
    }
  }
}
