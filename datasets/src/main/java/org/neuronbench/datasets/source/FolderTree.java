package org.neuronbench.datasets.source;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** Files of a folder. */
record FolderTree(Path root) implements FileTree {

  /** A folder around split, class and file: deeper files belong to no layout. */
  private static final int DEPTH = 5;

  private record Found(TreeFile file, long changed) {}

  @Override
  public List<TreeFile> files() {
    return walk().stream().map(Found::file).toList();
  }

  @Override
  public String signature() {
    String listed =
        walk().stream()
            .map(f -> FileTree.line(f.file().path(), f.file().size(), f.changed()))
            .collect(Collectors.joining());
    return Hashes.of(listed);
  }

  /** Asks the file system once for each file: a dataset has a hundred thousand. */
  private List<Found> walk() {
    List<Found> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              TreeFile file = new TreeFile(portable(root.relativize(path)), attributes.size());
              if (attributes.isRegularFile() && !file.hidden()) {
                found.add(new Found(file, attributes.lastModifiedTime().toMillis()));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw unreadable(root, e);
    }
    found.sort(Comparator.comparing(f -> f.file().path()));
    return found;
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

  private static String portable(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }

  private static InputException unreadable(Path path, Exception cause) {
    return new InputException(
        Text.format(
            "Cannot read %s: %s. Check that it exists and that you may read it.",
            path.toAbsolutePath(), cause),
        cause);
  }
}
