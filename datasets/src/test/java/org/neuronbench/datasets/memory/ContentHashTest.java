package org.neuronbench.datasets.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.neuronbench.core.data.ImageSet;

class ContentHashTest {

  private static final String HASH = hash("train", images(1, 7));

  @Test
  void coversSplitCountSizeLabelAndPixels() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(5 + 12 + 3);
    bytes.put(new byte[] {'t', 'r', 'a', 'i', 'n'}).putInt(1).putInt(1).putInt(1);
    bytes.put(new byte[] {7, 7, 7});
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.array());
    assertThat(HASH).isEqualTo(HexFormat.of().formatHex(expected));
  }

  @Test
  void differsByLabel() {
    assertThat(hash("train", images(2, 7))).isNotEqualTo(HASH);
  }

  @Test
  void differsByPixel() {
    assertThat(hash("train", images(1, 8))).isNotEqualTo(HASH);
  }

  @Test
  void differsBySplit() {
    assertThat(hash("test", images(1, 7))).isNotEqualTo(HASH);
  }

  private static String hash(String split, ImageSet images) {
    return new ContentHash().add(split, images).hexadecimal();
  }

  private static ImageSet images(int label, int grey) {
    byte[] pixel = {(byte) grey, (byte) grey, (byte) grey};
    return new MemoryImages(1, new int[] {label}, new byte[][] {pixel});
  }
}
