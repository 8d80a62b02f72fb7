package org.neuronbench.core.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;

/**
 * A folder of results: {@code cells/ID/cell.json}, one folder a cell. A cell is written beside its
 * place and renamed into it, so a reader never sees half of one.
 */
public final class ResultStore {

  private static final String CELL_FILE = "cell.json";

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
    return new ResultStore(root);
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
   * Writes a cell, replacing one of the same id.
   *
   * @param record the cell
   * @throws IOException if the folder cannot be written; nothing half-written is left in the cell's
   *     place
   */
  public void write(CellRecord record) throws IOException {
    Path cells = root.resolve("cells");
    Path temporary = Files.createTempDirectory(cells, ".writing-");
    Path target = cells.resolve(record.cell());
    try {
      Files.write(temporary.resolve(CELL_FILE), json.writeValueAsBytes(record));
      EpochsCsv.write(temporary.resolve("epochs.csv"), record);
      deleteFolder(target);
      move(temporary, target);
    } finally {
      deleteFolder(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private CellRecord read(Path file) {
    try {
      CellRecord record = json.readValue(Files.readAllBytes(file), CellRecord.class);
      if (record == null) {
        throw new JsonMappingException(null, "it holds no cell");
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new InputException(
          "%s is damaged (%s); delete its folder and run the experiment again"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new InputException("%s cannot be read: %s".formatted(file, e), e);
    }
  }
}
