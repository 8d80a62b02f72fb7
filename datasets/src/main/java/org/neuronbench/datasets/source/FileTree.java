package org.neuronbench.datasets.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.DatasetInfo;
import org.neuronbench.core.data.DatasetRequest;

/**
 * The files under a root, which is a folder or a tar archive, plain or gzipped. An archive is
 * streamed, never extracted to disk. Hidden files are left out.
 */
public interface FileTree {

  /** Takes the content of a file. */
  @FunctionalInterface
  interface ContentReader {

    /** Takes one file, which the caller closes. */
    void accept(String path, InputStream content) throws IOException;
  }

  /** Returns the root: a folder or an archive. */
  Path root();

  /** Lists the files, sorted by path; throws if the root cannot be read to its end. */
  List<TreeFile> files();

  /** Reads some of the files, each once, in an order of the root's choosing. */
  void read(Set<String> paths, ContentReader reader);

  /** Returns a hash of names, sizes and times of change, which tells another content. */
  String signature();

  /** Returns what a signature says of one file. */
  static String line(String path, long size, long changed) {
    return Text.format("%s %d %d\n", path, size, changed);
  }

  /** Reads a list, one of {@link #files}, whole. */
  default byte[] bytes(String path) {
    byte[][] read = new byte[1][];
    read(Set.of(path), (name, content) -> read[0] = FileKind.LIST.read(name, content));
    return read[0];
  }

  /** Opens the root of a request; throws if it has none or nothing is there. */
  static FileTree open(DatasetInfo info, DatasetRequest request) {
    Path root = request.root().orElseThrow(() -> noRoot(info));
    if (Files.isDirectory(root)) {
      return new FolderTree(root);
    }
    if (Files.isRegularFile(root)) {
      return new TarTree(root);
    }
    throw new InputException(
        Text.format(
            "Dataset %s: %s does not exist. Set `root: ...` in the experiment's datasets entry to a"
                + " folder, .tar or .tar.gz that holds it.\n%s",
            info.id(), root.toAbsolutePath(), info.details()));
  }

  private static InputException noRoot(DatasetInfo info) {
    return new InputException(
        Text.format(
            "Dataset %s is read from files, but no root is set%s. Set `root: ...` in the experiment's"
                + " datasets entry to the folder, .tar or .tar.gz that holds it%s.\n%s",
            info.id(),
            info.needsRoot() ? "" : " and it was not fetched",
            info.needsRoot()
                ? ""
                : Text.format(", or run `./neuronbench datasets fetch %s`", info.id()),
            info.details()));
  }
}
