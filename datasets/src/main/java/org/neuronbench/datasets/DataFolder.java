package org.neuronbench.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.neuronbench.core.CacheFolder;

/**
 * Where fetched datasets and decoded images are kept.
 *
 * @param root holds {@code datasets/ID}, {@code downloads/ID} and {@code decoded}
 */
public record DataFolder(Path root) {

  /** The environment variable that sets the folder. */
  public static final String VARIABLE = "NEURONBENCH_DATA";

  /** Returns the folder given, else that of {@code NEURONBENCH_DATA}, else the platform's. */
  public static DataFolder of(Optional<Path> given) {
    return of(
        given, System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static DataFolder of(
      Optional<Path> given, Map<String, String> environment, String os, String home) {
    String chosen = environment.getOrDefault(VARIABLE, "");
    Path root =
        given.orElseGet(
            () -> chosen.isBlank() ? CacheFolder.of(environment, os, home) : Path.of(chosen));
    return new DataFolder(root.toAbsolutePath().normalize());
  }

  /** Returns where a dataset is unpacked: a folder; it need not exist. */
  public Path dataset(String id) {
    return root.resolve("datasets").resolve(id);
  }

  /** Returns where the archives of a dataset are downloaded to: a folder; it need not exist. */
  public Path downloads(String id) {
    return root.resolve("downloads").resolve(id);
  }

  /** Returns where decoded images are kept: a folder; it need not exist. */
  public Path decoded() {
    return root.resolve("decoded");
  }

  /** Returns the root of a dataset, if it was fetched. */
  public Optional<Path> fetched(String id) {
    return Optional.of(dataset(id)).filter(Files::isDirectory);
  }
}
