package org.neuronbench.core.plugins;

import java.nio.file.Path;

/**
 * Where a plug-in comes from.
 *
 * @param path its jar or folder, as it was given
 * @param version {@code Implementation-Version} of the manifest, or {@value #UNKNOWN}
 * @param spiVersion {@code Neuronbench-Spi-Version} of the manifest: the SPI it was built against,
 *     or {@value #UNKNOWN}
 * @param hash SHA-256 of the jar's bytes; of a folder, over the names and bytes of its files
 */
public record PluginOrigin(Path path, String version, String spiVersion, String hash) {

  /** What is not written in a manifest. */
  public static final String UNKNOWN = "unknown";

  /** Returns the name for messages and tables: the last part of the path, printable. */
  public String name() {
    return nameOf(path);
  }

  /** Returns the path for messages and tables, as it was given, printable. */
  public String place() {
    return PluginText.line(path.toString());
  }

  static String nameOf(Path path) {
    Path name = path.getFileName();
    return PluginText.line((name == null ? path : name).toString());
  }
}
