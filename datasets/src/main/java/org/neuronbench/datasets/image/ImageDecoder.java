package org.neuronbench.datasets.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes JPEG, PNG, GIF and BMP files to 8-bit RGB, whatever the file is called. Grey becomes
 * three equal channels, palettes are looked up, 16-bit samples keep their high byte, CMYK and YCCK
 * become RGB by Pillow's rule, alpha is dropped (not blended), and neither colour profiles nor the
 * orientation tag of cameras are applied: all as Pillow's {@code convert("RGB")}. Of several frames
 * the first is taken. Thread-safe.
 */
public final class ImageDecoder {

  private static final Logger LOG = LoggerFactory.getLogger(ImageDecoder.class);

  /** A file of a few bytes can claim a size that exhausts memory. */
  private static final long MOST_PIXELS = 100_000_000;

  /** A progressive JPEG has about ten scans; each goes over the whole image. */
  private static final int MOST_SCANS = 100;

  private static final long MOST_SCANNED_PIXELS = 2_000_000_000;

  private final JPEGImageReaderSpi jpeg;
  private final boolean lenient;

  /** Creates a decoder that refuses every damage it notices. */
  public ImageDecoder() {
    this(false);
  }

  private ImageDecoder(boolean lenient) {
    this.jpeg =
        Objects.requireNonNull(
            IIORegistry.getDefaultInstance().getServiceProviderByClass(JPEGImageReaderSpi.class),
            "imageio-jpeg is not on the class path");
    this.lenient = lenient;
  }

  /**
   * Creates a decoder for published files, some of which are damaged as they were published: stray
   * bytes within a JPEG are passed over with a line in the log, as Pillow does. A file that ends
   * too early is refused nevertheless.
   */
  public static ImageDecoder lenient() {
    return new ImageDecoder(true);
  }

  /**
   * Decodes an image.
   *
   * @param name of the file, for messages
   * @throws InputException if the content is truncated, corrupt or of no known format
   */
  public RgbImage decode(String name, byte[] encoded) {
    try {
      return read(encoded, reader -> decode(name, encoded, reader));
    } catch (IOException | RuntimeException e) { // readers throw anything on damaged files
      throw new InputException(
          Text.format(
              "Image %s (%,d bytes) cannot be decoded: %s. A complete JPEG, PNG, GIF or BMP was"
                  + " expected; replace, convert or remove the file.",
              name, encoded.length, reason(e)),
          e);
    }
  }

  /** Reads the size of an image: width and height, or nothing if the file is damaged. */
  public Optional<int[]> size(byte[] encoded) {
    try {
      return Optional.of(
          read(encoded, reader -> new int[] {reader.getWidth(0), reader.getHeight(0)}));
    } catch (IOException | RuntimeException e) { // readers throw anything on damaged files
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T run(ImageReader reader) throws IOException;
  }

  private <T> T read(byte[] encoded, Reading<T> reading) throws IOException {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      ImageReader reader = isJpeg(encoded) ? jpeg.createReaderInstance() : otherReader(input);
      try {
        reader.setInput(input, true, true);
        return reading.run(reader);
      } finally {
        reader.dispose();
      }
    }
  }

  private RgbImage decode(String name, byte[] encoded, ImageReader reader) throws IOException {
    DamageListener damage = new DamageListener(lenient);
    reader.addIIOReadWarningListener(damage);
    checkScans(encoded, checkedSize(reader));
    RgbImage image = isJpeg(encoded) ? jpeg(reader, encoded) : Rasters.toRgb(reader.read(0));
    damage.throwIfAny();
    damage.passedOver().ifPresent(what -> LOG.warn("{}: {}", name, what));
    return image;
  }

  private static boolean isJpeg(byte[] encoded) {
    return encoded.length > 2 && encoded[0] == (byte) 0xFF && encoded[1] == (byte) 0xD8;
  }

  private static ImageReader otherReader(ImageInputStream input) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
    if (!readers.hasNext()) {
      throw new IIOException("neither JPEG nor PNG, GIF or BMP");
    }
    return readers.next();
  }

  private static long checkedSize(ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new IIOException(Text.format("%,d pixels, at most %,d", pixels, MOST_PIXELS));
    }
    return pixels;
  }

  /** A scan of a few bytes takes as long as the whole image. */
  private static void checkScans(byte[] encoded, long pixels) throws IOException {
    int[] scans = new int[1];
    if (isJpeg(encoded)) {
      JpegMarkers.walk(
          encoded,
          (marker, start, end) -> {
            scans[0] += marker == JpegMarkers.START_OF_SCAN ? 1 : 0;
            return true;
          });
    }
    if (scans[0] > MOST_SCANS || scans[0] * pixels > MOST_SCANNED_PIXELS) {
      throw new IIOException(
          Text.format(
              "%,d scans of %,d pixels, at most %,d scans and %,d pixels in all scans together",
              scans[0], pixels, MOST_SCANS, MOST_SCANNED_PIXELS));
    }
  }

  /** Samples as stored, because the reader's own colours depend on profiles and on the JDK. */
  private static RgbImage jpeg(ImageReader reader, byte[] encoded) throws IOException {
    Raster raster = reader.readRaster(0, null);
    JpegColours colours = JpegColours.of(encoded);
    if (raster.getNumBands() != colours.bands()) {
      throw new IIOException(
          Text.format("%d components instead of %d", raster.getNumBands(), colours.bands()));
    }
    int width = raster.getWidth();
    byte[] pixels = new byte[Math.multiplyExact(3, width * raster.getHeight())];
    int[] row = new int[colours.bands() * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      colours.toRgb(row, pixels, 3 * y * width);
    }
    return new RgbImage(width, raster.getHeight(), pixels);
  }

  private static String reason(Exception e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
