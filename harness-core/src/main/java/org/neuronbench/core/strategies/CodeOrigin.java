package org.neuronbench.core.strategies;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Hashes;

/**
 * Where a class was loaded from.
 *
 * @param location path of the jar or folder
 * @param hash SHA-256 of its contents
 */
record CodeOrigin(String location, String hash) {

  static CodeOrigin of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    Path path = source == null ? null : path(source);
    return path == null
        ? new CodeOrigin("unknown", "unknown")
        : new CodeOrigin(path.getFileName().toString(), hash(path));
  }

  private static @Nullable Path path(CodeSource source) {
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null; // a class that came from no file; its origin is unknown
    }
  }

  private static String hash(Path path) {
    MessageDigest digest = Hashes.sha256();
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      return "unreadable: " + e;
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
