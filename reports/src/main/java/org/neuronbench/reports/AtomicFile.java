package org.neuronbench.reports;

import java.io.IOException;
import java.nio.file.Path;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.files.DurableFiles;

/** Writes a file beside its place and moves it there, so nobody reads half of one. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes a file, replacing what was there.
   *
   * @throws InputException if it cannot be written
   */
  public static Path write(Path target, DurableFiles.Content content) {
    try {
      DurableFiles.write(target, content);
      return target;
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "The report %s cannot be written (%s); make its folder writable or give another",
              target, e),
          e);
    }
  }
}
