package org.neuronbench.core.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.JsonWords;

/**
 * A folder of results: {@code cells/ID/cell.json}, one folder a cell. A cell is written beside its
 * place, forced to the disk and renamed into it, so a reader never sees half of one and a killed
 * run loses none.
 */
public final class ResultStore {

  private static final String CELL_FILE = "cell.json";
  private static final String WRITING = ".writing-";
  private static final String ASIDE = ".replaced-";

  private final Path root;
  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ResultStore(Path root) {
    this.root = root;
  }

  /**
   * Opens a folder for reading results.
   *
   * @param root the folder
   * @return the store
   * @throws InputException if it holds no results
   */
  public static ResultStore open(Path root) {
    if (!Files.isDirectory(root.resolve("cells"))) {
      throw new InputException(
          "%s holds no results (no folder 'cells'); give the folder that 'neuronbench run' wrote"
              .formatted(root));
    }
    return new ResultStore(root);
  }

  /**
   * Opens a folder for writing, making it if needed.
   *
   * @param root the folder
   * @return the store
   * @throws InputException if it cannot be written
   */
  public static ResultStore create(Path root) {
    try {
      Files.createDirectories(root.resolve("cells"));
      Files.delete(Files.createTempFile(root.resolve("cells"), ".writable", null));
      ResultStore store = new ResultStore(root);
      store.recover();
      return store;
    } catch (FileAlreadyExistsException e) {
      throw new InputException(
          "The result folder %s cannot be made: %s is a file; give another with --out"
              .formatted(root, e.getFile()),
          e);
    } catch (IOException e) {
      throw new InputException(
          "The result folder %s cannot be written (%s); give another with --out".formatted(root, e),
          e);
    }
  }

  /**
   * Returns the folder.
   *
   * @return its path
   */
  public Path root() {
    return root;
  }

  /**
   * Finds a finished cell.
   *
   * @param cell its id
   * @return its record; empty if it has not ended yet
   */
  public Optional<CellRecord> find(String cell) {
    Path file = root.resolve("cells").resolve(cell).resolve(CELL_FILE);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /**
   * Reads every cell.
   *
   * @return sorted by id
   */
  public List<CellRecord> cells() {
    List<Path> folders;
    try (Stream<Path> found = Files.list(root.resolve("cells"))) {
      folders = found.filter(f -> Files.exists(f.resolve(CELL_FILE))).toList();
    } catch (IOException e) {
      throw new InputException("The results in %s cannot be read: %s".formatted(root, e), e);
    }
    List<CellRecord> cells = new ArrayList<>();
    for (Path folder : folders) {
      if (!folder.getFileName().toString().startsWith(".")) {
        cells.add(read(folder.resolve(CELL_FILE)));
      }
    }
    cells.sort(Comparator.comparing(CellRecord::cell));
    return cells;
  }

  /**
   * Takes the right to run a cell, so that two processes on one store do not both run it.
   *
   * @param cell its id
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
          "Cell %s cannot be locked in %s (%s); give a folder on a local disk with --out"
              .formatted(cell, root, e),
          e);
    }
  }

  /** Ends what a process that was killed began for a cell; the caller holds the cell's lock. */
  private void tidy(String cell) throws IOException {
    CellFiles.delete(writing(cell));
    CellFiles.recover(place(cell), aside(cell));
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

  private Path writing(String cell) {
    return root.resolve("cells").resolve(WRITING + cell);
  }

  private Path aside(String cell) {
    return root.resolve("cells").resolve(ASIDE + cell);
  }

  /**
   * Tells when a cell's result was written.
   *
   * @param cell its id
   * @return the time; empty without a result
   */
  public Optional<FileTime> written(String cell) {
    Path file = place(cell).resolve(CELL_FILE);
    try {
      return Files.exists(file) ? Optional.of(Files.getLastModifiedTime(file)) : Optional.empty();
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  /**
   * Writes a cell, replacing one of the same id.
   *
   * @param record the cell
   * @throws IOException if the folder cannot be written; nothing half-written is left in the cell's
   *     place
   */
  public void write(CellRecord record) throws IOException {
    write(record, "");
  }

  /**
   * Writes a cell, replacing one of the same id.
   *
   * @param record the cell
   * @param log what is known of a failure beyond its reason, kept as {@code log.txt}; empty for
   *     none
   * @throws IOException if the folder cannot be written; nothing half-written is left in the cell's
   *     place
   */
  public void write(CellRecord record, String log) throws IOException {
    Path complete = writing(record.cell());
    try {
      CellFiles.delete(complete);
      Files.createDirectory(complete);
      Files.write(complete.resolve(CELL_FILE), json.writeValueAsBytes(record));
      EpochsCsv.write(complete.resolve("epochs.csv"), record);
      if (!log.isEmpty()) {
        Files.writeString(complete.resolve("log.txt"), log);
      }
      CellFiles.replace(complete, place(record.cell()), aside(record.cell()));
    } finally {
      CellFiles.delete(complete);
    }
  }

  private CellRecord read(Path file) {
    try {
      CellRecord record = json.readValue(Files.readAllBytes(file), CellRecord.class);
      if (record == null) {
        throw new JsonMappingException(null, "it holds no cell");
      }
      if (record.epochs().stream().anyMatch(e -> !(e.testTop1() >= 0 && e.testTop1() <= 1))) {
        throw new JsonMappingException(null, "testTop1 lies outside 0 to 1");
      }
      if (record.schema() > CellRecord.SCHEMA) {
        throw new InputException(
            "%s was written by a newer Neuronbench (schema %d, this one reads up to %d); use that one"
                .formatted(file, record.schema(), CellRecord.SCHEMA));
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new InputException(
          "%s is damaged (%s); delete its folder and run the experiment again"
              .formatted(file, JsonWords.of(e)),
          e);
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(file, e), e);
    }
  }
}
