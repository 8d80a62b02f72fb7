package org.neuronbench.datasets.source;

import java.io.IOException;
import java.io.InputStream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/** What is read whole, and how much of it: an entry of an archive may claim any size. */
public enum FileKind {
  /** One image as encoded; photographs have a few megabytes. */
  IMAGE("an image", 64 << 20),
  /** Lists, labels and names; the longest published list has two megabytes. */
  LIST("a list", 16 << 20);

  private final String title;
  private final int mostBytes;

  FileKind(String title, int mostBytes) {
    this.title = title;
    this.mostBytes = mostBytes;
  }

  /** Reads a file whole; refuses one that is larger than files of its kind are. */
  public byte[] read(String path, InputStream content) throws IOException {
    byte[] read = content.readNBytes(mostBytes + 1);
    if (read.length > mostBytes) {
      throw new InputException(
          Text.format(
              "%s has more than %,d bytes, the most for %s. Replace or remove the file.",
              path, mostBytes, title));
    }
    return read;
  }
}
