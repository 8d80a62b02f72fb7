package org.neuronbench.datasets.source;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;

/**
 * The folder of a tree in which a published dataset begins: archives are unpacked directly under a
 * root or in a folder of their own.
 */
public final class Base {

  private static final int FILES_SHOWN = 8;

  private final DatasetInfo info;
  private final FileTree tree;
  private final String prefix;
  private final Set<String> paths;

  private Base(DatasetInfo info, FileTree tree, String prefix, Set<String> paths) {
    this.info = info;
    this.tree = tree;
    this.prefix = prefix;
    this.paths = paths;
  }

  /**
   * Finds where a dataset begins.
   *
   * @param marker path of a file that every copy has, from where the dataset begins
   * @throws InputException if there is no such file
   */
  public static Base find(DatasetInfo info, FileTree tree, String marker) {
    List<TreeFile> files = tree.files();
    String found =
        files.stream()
            .map(TreeFile::path)
            .filter(path -> path.equals(marker) || path.endsWith("/" + marker))
            .min(Comparator.comparingInt(String::length))
            .orElseThrow(() -> missing(info, tree, marker, files));
    String prefix = found.substring(0, found.length() - marker.length());
    Set<String> paths =
        files.stream().map(TreeFile::path).collect(Collectors.toCollection(HashSet::new));
    return new Base(info, tree, prefix, paths);
  }

  /**
   * Tells whether a file is there; true if it is.
   *
   * @param path from where the dataset begins
   */
  public boolean has(String path) {
    return paths.contains(prefix + path);
  }

  /**
   * Returns the path within the tree: the path for {@link FileTree#read}.
   *
   * @param path from where the dataset begins
   * @throws InputException if there is no such file
   */
  public String resolve(String path) {
    if (!has(path)) {
      throw problem("%s is missing", prefix + path);
    }
    return prefix + path;
  }

  /**
   * Reads a small file: its bytes.
   *
   * @param path from where the dataset begins
   */
  public byte[] bytes(String path) {
    return tree.bytes(resolve(path));
  }

  /**
   * Reads the lines of a text file, without empty ones.
   *
   * @param path from where the dataset begins
   */
  public List<String> lines(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Returns the tree. */
  public FileTree tree() {
    return tree;
  }

  /**
   * Makes the error for a file that is not as published.
   *
   * @param format what is wrong, which file
   */
  @SuppressWarnings("AnnotateFormatMethod") // an annotation of a library for one method
  public InputException problem(String format, Object... values) {
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
      DatasetInfo info, FileTree tree, String marker, List<TreeFile> files) {
    String shown =
        files.stream().limit(FILES_SHOWN).map(TreeFile::path).collect(Collectors.joining(", "));
    String held =
        files.isEmpty() ? "no files" : Text.format("%s ... (%d files)", shown, files.size());
    return new InputException(
        Text.format(
            "Dataset %s: %s holds no %s; it holds %s. Set `root` to the files, or run"
                + " `./neuronbench datasets fetch %s`.\n%s",
            info.id(), tree.root().toAbsolutePath(), marker, held, info.id(), info.details()));
  }
}
