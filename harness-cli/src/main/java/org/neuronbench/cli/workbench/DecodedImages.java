package org.neuronbench.cli.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuronbench.cli.terminal.Sizes;
import org.neuronbench.core.Text;

/** The files of decoded images before a command, to tell what it added to them. */
public final class DecodedImages {

  private final Path folder;
  private final Set<Path> before;

  public DecodedImages(Path folder) {
    this.folder = folder;
    this.before = files();
  }

  private Set<Path> files() {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of(); // another process tidies up
    }
  }

  /** Says what was added since. */
  public Optional<String> added() {
    Set<Path> added = new HashSet<>(files());
    added.removeAll(before);
    long bytes = added.stream().mapToLong(file -> file.toFile().length()).sum();
    return bytes == 0
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "decoded images were written to %s (%s), where runs find them",
                folder, Sizes.words(bytes)));
  }
}
