package org.neuronbench.datasets.photo;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.datasets.source.FileTree;
import org.neuronbench.datasets.source.TreeFile;

/**
 * The folder of a tree in which a published dataset begins: archives are unpacked directly under a
 * root or in a folder of their own.
 */
record Base(DatasetInfo info, FileTree tree, String prefix, Set<String> paths) {

  private static final int FILES_SHOWN = 8;

  /** Finds where a dataset begins: where a file is that every copy has. */
  static Base find(DatasetInfo info, FileTree tree, String marker) {
    List<String> paths = tree.files().stream().map(TreeFile::path).toList();
    String found =
        paths.stream()
            .filter(path -> path.equals(marker) || path.endsWith("/" + marker))
            .min(Comparator.comparingInt(String::length))
            .orElseThrow(() -> missing(info, tree, marker, paths));
    String prefix = found.substring(0, found.length() - marker.length());
    return new Base(info, tree, prefix, new HashSet<>(paths));
  }

  /** Returns the path within the tree of a file that must be there. */
  String resolve(String path) {
    if (!paths.contains(prefix + path)) {
      throw problem("%s is missing", prefix + path);
    }
    return prefix + path;
  }

  /** Names a file for messages. */
  String name(String path) {
    return Text.format("%s in %s", resolve(path), tree.root().toAbsolutePath());
  }

  /** Reads a small file. */
  byte[] bytes(String path) {
    return tree.bytes(resolve(path));
  }

  /** Reads the lines of a text file, without empty ones. */
  List<String> lines(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Makes the error for a file that is not as published; the format says what is wrong. */
  @SuppressWarnings("AnnotateFormatMethod") // an annotation of a library for one method
  InputException problem(String format, Object... values) {
    return new InputException(
        Text.format(
            "Dataset %s in %s: %s. The files are incomplete or damaged; run `./neuronbench datasets"
                + " verify %s`, or fetch or unpack them again.\n%s",
            info.id(),
            tree.root().toAbsolutePath(),
            String.format(Locale.ROOT, format, values),
            info.id(),
            info.details()));
  }

  private static InputException missing(
      DatasetInfo info, FileTree tree, String marker, List<String> paths) {
    String shown = String.join(", ", paths.stream().limit(FILES_SHOWN).toList());
    String held =
        paths.isEmpty() ? "no files" : Text.format("%s ... (%d files)", shown, paths.size());
    return new InputException(
        Text.format(
            "Dataset %s: %s holds no %s; it holds %s. Set `root` to the files, or run"
                + " `./neuronbench datasets fetch %s`.\n%s",
            info.id(), tree.root().toAbsolutePath(), marker, held, info.id(), info.details()));
  }
}
