package org.neuronbench.datasets.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.neuronbench.core.InputException;

/** Files of a folder. */
record FolderTree(Path root) implements FileTree {

  /** A folder around split, class and file: deeper files belong to no layout. */
  private static final int DEPTH = 5;

  @Override
  public List<TreeFile> files() {
    try (Stream<Path> walk = Files.walk(root, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      return walk.filter(Files::isRegularFile)
          .map(this::file)
          .filter(file -> !file.hidden())
          .sorted(Comparator.comparing(TreeFile::path))
          .toList();
    } catch (UncheckedIOException e) {
      throw unreadable(root, e);
    } catch (IOException e) {
      throw unreadable(root, e);
    }
  }

  @Override
  public String signature() {
    Signature signature = new Signature();
    for (TreeFile file : files()) {
      signature.add(file.path(), file.size(), changed(root.resolve(file.path())));
    }
    return signature.hexadecimal();
  }

  private static long changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void read(Set<String> paths, ContentReader reader) {
    for (String path : new TreeSet<>(paths)) {
      Path file = root.resolve(path);
      try (InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        reader.accept(path, content);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
  }

  private TreeFile file(Path file) {
    try {
      return new TreeFile(portable(root.relativize(file)), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String portable(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  private static InputException unreadable(Path path, Exception cause) {
    return new InputException(
        "Cannot read %s: %s. Check that it exists and that you may read it."
            .formatted(path.toAbsolutePath(), cause),
        cause);
  }
}
