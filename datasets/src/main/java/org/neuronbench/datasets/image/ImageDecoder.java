package org.neuronbench.datasets.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.neuronbench.core.InputException;

/**
 * Decodes JPEG and PNG files to 8-bit RGB. Grey becomes three equal channels, palettes are looked
 * up, 16-bit samples keep their high byte, alpha is dropped (not blended), and the orientation tag
 * of cameras is not applied: all as Pillow's {@code convert("RGB")}. Thread-safe.
 */
public final class ImageDecoder {

  /** A file of a few bytes can claim a size that exhausts memory. */
  private static final long MOST_PIXELS = 100_000_000;

  /** Creates a decoder. */
  public ImageDecoder() {}

  /**
   * Decodes an image.
   *
   * @param name of the file, for messages
   * @param encoded content of the file
   * @return the image
   * @throws InputException if the content is truncated, corrupt or neither JPEG nor PNG
   */
  public RgbImage decode(String name, byte[] encoded) {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      return decode(input);
    } catch (IOException | RuntimeException e) { // readers throw anything on damaged files
      throw new InputException(
          ("Image %s (%,d bytes) cannot be decoded: %s. A complete JPEG or PNG in grey or RGB was"
                  + " expected; replace, convert or remove the file.")
              .formatted(name, encoded.length, reason(e)),
          e);
    }
  }

  private static RgbImage decode(ImageInputStream input) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
    if (!readers.hasNext()) {
      throw new IIOException("neither JPEG nor PNG");
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(input, true, true);
      return Rasters.toRgb(read(reader));
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage read(ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new IIOException("%,d pixels, at most %,d".formatted(pixels, MOST_PIXELS));
    }
    DamageListener damage = new DamageListener();
    reader.addIIOReadWarningListener(damage);
    BufferedImage image = reader.read(0);
    damage.throwIfAny();
    return image;
  }

  private static String reason(Exception e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
