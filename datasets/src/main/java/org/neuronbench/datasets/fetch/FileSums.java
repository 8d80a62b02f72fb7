package org.neuronbench.datasets.fetch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.download.Checksum;

/**
 * The SHA-256 of every file of a fetched dataset, kept beside them in the format of {@code
 * sha256sum}.
 */
final class FileSums {

  /** Hidden, so that no reader takes it for part of the dataset. */
  static final Path PLACE = Path.of(".neuronbench", "SHA256SUMS");

  private static final int DIGITS = 64;

  private final SortedMap<String, String> sums = new TreeMap<>();

  void add(Path relative, String sha256) {
    sums.put(relative.toString().replace(File.separatorChar, '/'), sha256);
  }

  int files() {
    return sums.size();
  }

  void write(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    sums.forEach((path, sum) -> lines.add(sum + "  " + path));
    Path file = folder.resolve(PLACE);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, lines);
  }

  static FileSums read(Path folder) throws IOException {
    FileSums read = new FileSums();
    for (String line : Files.readAllLines(folder.resolve(PLACE))) {
      if (!line.matches("[0-9a-f]{64} {2}.+")) {
        throw new InputException(
            Text.format(
                "%s has the line '%s' instead of a SHA-256 and a path. Delete %s and fetch the dataset again.",
                folder.resolve(PLACE), line, folder));
      }
      read.sums.put(line.substring(DIGITS + 2), line.substring(0, DIGITS));
    }
    return read;
  }

  /** Returns a sentence for every file that is not as it was unpacked. */
  List<String> problems(Path folder) {
    return sums.entrySet().parallelStream()
        .map(e -> problem(folder, e))
        .filter(p -> !p.isEmpty())
        .sorted()
        .toList();
  }

  private static String problem(Path folder, Map.Entry<String, String> entry) {
    Path file = folder.resolve(entry.getKey());
    try {
      if (!Files.isRegularFile(file)) {
        return entry.getKey() + " is missing";
      }
      return Checksum.sha256(file).digits().equals(entry.getValue())
          ? ""
          : entry.getKey() + " is damaged";
    } catch (IOException e) {
      return Text.format("%s cannot be read: %s", entry.getKey(), e.getMessage());
    }
  }
}
