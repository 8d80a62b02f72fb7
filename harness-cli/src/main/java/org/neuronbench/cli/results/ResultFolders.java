package org.neuronbench.cli.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.results.ResultStore;
import org.neuronbench.reports.compare.Baselines;
import org.neuronbench.reports.compare.Side;

/** Finds the results that a command line means. */
final class ResultFolders {

  private static final Path RESULTS = Path.of("results");

  private ResultFolders() {}

  /** The folder given, or the only one in {@code results}. */
  static ResultStore open(@Nullable Path folder) {
    return ResultStore.open(folder == null ? only() : folder);
  }

  /** A folder of results or the name of a saved baseline. */
  static Side side(String text, Baselines baselines) {
    boolean folder = Files.isDirectory(Path.of(text).resolve("cells"));
    boolean saved = baselines.names().contains(text);
    if (folder && saved) {
      throw new InputException(
          Text.format(
              "'%s' is a saved baseline and a folder of results; write ./%s for the folder",
              text, text));
    }
    if (!folder && !saved) {
      throw new InputException(
          Text.format(
              "'%s' is neither a folder of results (with a folder 'cells') nor a saved baseline%s",
              text, known(baselines)));
    }
    ResultStore store = saved ? baselines.open(text) : ResultStore.open(Path.of(text));
    return new Side(text, store.cells());
  }

  private static String known(Baselines baselines) {
    List<String> names = baselines.names();
    return names.isEmpty()
        ? "; there is no baseline yet, 'baseline save' makes one"
        : ", expected one of " + String.join(", ", names);
  }

  private static Path only() {
    List<Path> found = withCells();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new InputException(
        found.isEmpty()
            ? "There are no results in the folder 'results'; give the folder that 'neuronbench run' wrote"
            : "There is more than one folder of results, say which: "
                + found.stream().map(Path::toString).collect(Collectors.joining(", ")));
  }

  private static List<Path> withCells() {
    if (!Files.isDirectory(RESULTS)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(RESULTS)) {
      return found.filter(path -> Files.isDirectory(path.resolve("cells"))).sorted().toList();
    } catch (IOException e) {
      throw new InputException("The folder 'results' cannot be read: " + e, e);
    }
  }
}
