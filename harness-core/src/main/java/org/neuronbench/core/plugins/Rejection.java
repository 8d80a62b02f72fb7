package org.neuronbench.core.plugins;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was not loaded, and why.
 *
 * @param path the jar or folder
 * @param id id of the strategy, if it came to tell
 * @param reason why, to be read after the jar's name
 */
public record Rejection(Path path, Optional<String> id, String reason) {

  /**
   * Words the rejection as a line.
   *
   * @return such as {@code broken.jar is not a jar: ...}
   */
  public String line() {
    return PluginOrigin.nameOf(path) + " " + reason;
  }
}
