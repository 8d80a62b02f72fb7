package org.neuronbench.core.plugins;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was not loaded, and why: to be read after the jar's name.
 *
 * @param id of the strategy, if it came to tell
 */
public record Rejection(Path path, Optional<String> id, String reason) {

  /** Words it as a line, such as {@code broken.jar is not a jar: ...}. */
  public String line() {
    return PluginOrigin.nameOf(path) + " " + reason;
  }
}
