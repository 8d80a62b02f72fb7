package org.neuronbench.datasets;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.ImageSet;
import org.opentest4j.TestAbortedException;

/** Requests as tests need them, and pixels as they compare them. */
public final class Requests {

  private Requests() {}

  public static DatasetRequest whole(String id, Path root, int imageSize) {
    return new DatasetRequest(
        id, Optional.of(root), imageSize, 1, OptionalInt.empty(), OptionalInt.empty());
  }

  public static DatasetRequest limited(String id, Path root, int train, int test) {
    return new DatasetRequest(
        id, Optional.of(root), 32, 1, OptionalInt.of(train), OptionalInt.of(test));
  }

  public static DatasetRequest procedural(String id, int train, int test) {
    return new DatasetRequest(
        id, Optional.empty(), 32, 1, OptionalInt.of(train), OptionalInt.of(test));
  }

  public static byte[] pixels(ImageSet images, int index) {
    byte[] pixels = new byte[images.imageBytes()];
    images.read(index, pixels, 0);
    return pixels;
  }

  public static int[] pixel(ImageSet images, int index, int row, int column) {
    byte[] pixels = pixels(images, index);
    int offset = 3 * (row * images.imageSize() + column);
    return new int[] {pixels[offset] & 0xFF, pixels[offset + 1] & 0xFF, pixels[offset + 2] & 0xFF};
  }

  /** A file shared by developers; the test is skipped where it is absent. */
  public static Path shared(String file) {
    Path path = Path.of(System.getProperty("neuronbench.shared", "shared")).resolve(file);
    if (!path.toFile().exists()) {
      throw new TestAbortedException("skipped: there is no " + path);
    }
    return path;
  }
}
