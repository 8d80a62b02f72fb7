package org.neuronbench.core;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where files that can be fetched again are kept, in the place that the platform wants. */
public final class CacheFolder {

  private static final String PROJECT = "neuronbench";

  private CacheFolder() {}

  /**
   * Returns the folder of weight files: {@code NEURONBENCH_MODELS} if set, else {@code models} in
   * the platform's cache folder.
   *
   * @return the folder; it may not exist yet
   */
  public static Path models() {
    return of("models", "NEURONBENCH_MODELS", System.getenv(), System.getProperty("os.name", ""));
  }

  static Path of(String part, String variable, Map<String, String> environment, String system) {
    String own = environment.getOrDefault(variable, "");
    return own.isBlank()
        ? of(environment, system, System.getProperty("user.home", ".")).resolve(part)
        : Path.of(own).toAbsolutePath();
  }

  /**
   * Returns the folder of all that this project keeps, in the platform's cache folder: the folder;
   * it may not exist yet.
   */
  public static Path of(Map<String, String> environment, String system, String home) {
    return platform(environment, system.toLowerCase(Locale.ROOT), Path.of(home)).resolve(PROJECT);
  }

  private static Path platform(Map<String, String> environment, String system, Path home) {
    if (system.startsWith("windows")) {
      return folder(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
    }
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    return folder(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"));
  }

  private static Path folder(@Nullable String chosen, Path otherwise) {
    return chosen == null || chosen.isBlank() ? otherwise : Path.of(chosen);
  }
}
