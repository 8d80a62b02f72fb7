package org.neuronbench.core.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.neuronbench.core.Text;

/**
 * A file that others publish.
 *
 * @param name file name, without folders
 * @param urls where it is, {@code http} or {@code https}; mirrors after the first
 * @param checksum as published; empty where nobody published one
 * @param bytes its exact size, where known
 */
public record PublishedFile(
    String name, List<URI> urls, Optional<Checksum> checksum, OptionalLong bytes) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Copies the list and checks name and addresses. */
  public PublishedFile {
    urls = List.copyOf(urls);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(Text.format("'%s' is no plain file name", name));
    }
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(name + " has no address");
    }
    for (URI url : urls) {
      if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null) {
        throw new IllegalArgumentException(Text.format("'%s' is no http(s) address", url));
      }
    }
  }
}
