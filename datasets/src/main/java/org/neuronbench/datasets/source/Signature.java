package org.neuronbench.datasets.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.Text;

/** A hash over what a file system says of files. */
final class Signature {

  private final MessageDigest digest = Hashes.sha256();

  Signature add(String path, long size, long changed) {
    digest.update(Text.format("%s %d %d\n", path, size, changed).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  String hexadecimal() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
