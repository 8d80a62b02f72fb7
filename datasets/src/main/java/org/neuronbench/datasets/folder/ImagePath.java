package org.neuronbench.datasets.folder;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.neuronbench.datasets.source.TreeFile;

/** The path of an image, {@code parent/split/class/file}; the parent may be empty. */
record ImagePath(String parent, String split, String className, String path) {

  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png");
  private static final int PARTS = 3;

  static Optional<ImagePath> of(TreeFile file) {
    List<String> parts = file.parts();
    int split = parts.size() - PARTS;
    if (split < 0 || split > 1 || !EXTENSIONS.contains(extension(file.path()))) {
      return Optional.empty();
    }
    String parent = String.join("/", parts.subList(0, split));
    return Optional.of(new ImagePath(parent, parts.get(split), parts.get(split + 1), file.path()));
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
