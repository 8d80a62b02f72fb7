package org.neuronbench.datasets.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Image files made for tests. */
public final class Encoded {

  private Encoded() {}

  public static byte[] plain(String format, int width, int height, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    return encode(format, image);
  }

  /** Noise, which compresses so badly that any cut goes through pixels. */
  public static byte[] noise(String format, int edge) throws IOException {
    BufferedImage image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < edge * edge; i++) {
      image.setRGB(i % edge, i / edge, i * 0x9E3779B1 >>> 3);
    }
    return encode(format, image);
  }

  static byte[] encode(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}
