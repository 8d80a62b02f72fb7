package org.neuronbench.datasets.source;

import java.util.List;

/**
 * A file of a {@link FileTree}.
 *
 * @param path relative to the root, parts separated by {@code /}
 * @param size bytes
 */
public record TreeFile(String path, long size) {

  /** Returns the folders, then the name of the file. */
  public List<String> parts() {
    return List.of(path.split("/", -1));
  }

  boolean hidden() {
    return parts().stream().anyMatch(part -> part.startsWith("."));
  }
}
