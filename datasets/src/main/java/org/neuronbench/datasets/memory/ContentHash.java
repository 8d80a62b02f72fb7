package org.neuronbench.datasets.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.image.WholeImages;

/** SHA-256 over names of splits, image sizes, labels and pixels. */
final class ContentHash {

  private final MessageDigest digest = Hashes.sha256();

  ContentHash add(String split, ImageSet images) {
    digest.update(split.getBytes(StandardCharsets.UTF_8));
    addInts(images.size(), images.imageSize());
    byte[] pixels = new byte[images.imageBytes()];
    for (int i = 0; i < images.size(); i++) {
      addInts(images.label(i));
      images.read(i, pixels, 0);
      digest.update(pixels);
    }
    return this;
  }

  ContentHash add(WholeImages images) {
    digest.update("whole".getBytes(StandardCharsets.UTF_8));
    addInts(images.size());
    for (int i = 0; i < images.size(); i++) {
      RgbImage image = images.image(i);
      addInts(image.width(), image.height());
      digest.update(image.pixels());
    }
    return this;
  }

  String hexadecimal() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void addInts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    digest.update(bytes.array());
  }
}
