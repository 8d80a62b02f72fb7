package org.neuronbench.core.plugins;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neuronbench.core.Text;

/** Reads files of a plug-in: never a pipe or device, and never more than a limit. */
final class BoundedFile {

  /** Of a jar, and of each file of a folder of classes. */
  static final long JAR = 1L << 30;

  static final int CLASS = 1 << 24;

  /** Large, as a signed jar lists all its files there. */
  static final int MANIFEST = 1 << 24;

  static final int SERVICE = 1 << 16;

  private BoundedFile() {}

  /** Refuses what is no file, and what is larger than a limit; what is not there is passed over. */
  static void check(Path file, long limit) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no file, but a pipe, device or folder");
    }
    if (Files.exists(file) && Files.size(file) > limit) {
      throw tooLarge(limit);
    }
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new FileNotFoundException("no path: " + url);
    }
  }

  /** Reads a file of a folder or an entry of a jar. */
  static byte[] read(URL url, int limit) throws IOException {
    if (url.getProtocol().equals("file")) {
      check(path(url), limit);
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // a cached jar stays open for the life of the process
    try (InputStream in = connection.getInputStream()) {
      return read(in, limit);
    }
  }

  /** Reads to the end; what is packed may be larger than its jar says. */
  static byte[] read(InputStream in, int limit) throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw tooLarge(limit);
    }
    return bytes;
  }

  private static IOException tooLarge(long limit) {
    return new IOException(
        limit < 1 << 20
            ? Text.format("it is larger than %d KiB", limit >> 10)
            : Text.format("it is larger than %d MiB", limit >> 20));
  }
}
