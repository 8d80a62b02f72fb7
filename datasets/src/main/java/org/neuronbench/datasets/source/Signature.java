package org.neuronbench.datasets.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.neuronbench.core.Hashes;

/** A hash over what a file system says of files. */
final class Signature {

  private final MessageDigest digest = Hashes.sha256();

  Signature add(String path, long size, long changed) {
    digest.update("%s %d %d\n".formatted(path, size, changed).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  String hexadecimal() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
