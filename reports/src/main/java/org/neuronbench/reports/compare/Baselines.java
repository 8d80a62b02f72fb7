package org.neuronbench.reports.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.files.DurableFiles;
import org.neuronbench.core.files.LockedFolder;
import org.neuronbench.core.results.CellRecord;
import org.neuronbench.core.results.ResultStore;

/**
 * Results kept under a name, to compare later ones with: a folder of folders. Each is a result
 * folder of its own, with the records of the cells and nothing else, so that it can be committed,
 * and every command that reads results reads it too.
 */
public final class Baselines {

  /** Where baselines are kept unless another folder is given. */
  public static final Path DEFAULT_FOLDER = Path.of("baselines");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path folder;

  /** Opens a folder of baselines; it need not exist yet. */
  public Baselines(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps results under a name. They are written beside their place and renamed into it.
   *
   * @param name letters, digits, dots, dashes and underscores
   * @throws InputException if the name is unusable or taken, there is no cell, or it cannot be
   *     written
   */
  public Path save(String name, ResultStore results, boolean replace) {
    Path target = folder.resolve(checked(name));
    if (Files.exists(target) && !replace) {
      throw new InputException(
          Text.format(
              "There is a baseline %s already (%s); give another name, or --force to replace it",
              name, target));
    }
    List<CellRecord> cells = new Side(results.root().toString(), results.cells()).cells();
    try {
      Files.createDirectories(folder);
      Path aside = folder.resolve("." + name + ".replaced");
      try (LockedFolder unfinished = LockedFolder.create(folder, ".unfinished-")) {
        Path complete = unfinished.path().resolve(name);
        write(complete, cells);
        DurableFiles.recover(target, aside);
        DurableFiles.replace(complete, target, aside);
      }
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "The baseline %s cannot be written (%s); make its folder writable or give another with --baselines",
              target, e),
          e);
    }
    return target;
  }

  /**
   * Lists the names, sorted; nothing if the folder does not exist.
   *
   * @throws InputException if the folder cannot be read
   */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(path -> Files.isDirectory(path.resolve("cells")))
          .map(path -> path.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(Text.format("The baselines in %s cannot be read: %s", folder, e), e);
    }
  }

  /**
   * Opens a baseline.
   *
   * @throws InputException if there is none
   */
  public ResultStore open(String name) {
    if (!names().contains(name)) {
      throw new InputException(
          Text.format(
              "There is no baseline '%s' in %s, expected %s",
              name,
              folder,
              names().isEmpty()
                  ? "one; save one with 'baseline save'"
                  : "one of " + String.join(", ", names())));
    }
    return ResultStore.open(folder.resolve(name));
  }

  private static String checked(String name) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    throw new InputException(
        Text.format(
            "A baseline cannot be called '%s', expected up to 64 letters, digits, dots, dashes and underscores, a letter or digit first",
            name));
  }

  private static void write(Path temporary, List<CellRecord> cells) throws IOException {
    ResultStore store = ResultStore.create(temporary);
    for (CellRecord cell : cells) {
      store.write(cell);
    }
    keepRecords(temporary);
  }

  /** Tables are made from records whenever they are wanted. */
  private static void keepRecords(Path temporary) throws IOException {
    List<Path> others;
    try (Stream<Path> found = Files.walk(temporary)) {
      others =
          found.filter(Files::isRegularFile).filter(file -> !file.endsWith("cell.json")).toList();
    }
    for (Path file : others) {
      Files.delete(file);
    }
  }
}
