package org.neuronbench.core.data;

import java.util.Arrays;
import java.util.List;
import org.neuronbench.core.Text;

/**
 * Images of one training step or evaluation step, as decoded bytes.
 *
 * @param size images, at least 1
 * @param imageSize edge of the square images, pixels
 * @param pixels {@code size * imageSize * imageSize * 3} bytes: image by image, HWC, RGB; may be
 *     longer
 * @param labels a class per image; may be longer
 * @param ids places of the images in their set, the same whenever they are read; empty if unknown
 */
public record Batch(int size, int imageSize, byte[] pixels, int[] labels, int[] ids) {

  /** Makes a batch of images that come from no set. */
  public Batch(int size, int imageSize, byte[] pixels, int[] labels) {
    this(size, imageSize, pixels, labels, new int[0]);
  }

  /** Checks the extents. */
  public Batch {
    if (size < 1 || labels.length < size || pixels.length < size * imageSize * imageSize * 3) {
      throw new IllegalArgumentException(
          Text.format(
              "A batch of %d images of %d px needs as many labels and pixels, not %d and %d bytes",
              size, imageSize, labels.length, pixels.length));
    }
  }

  /**
   * Gathers images of a set.
   *
   * @param indices which images, in order
   * @param from first position in {@code indices}
   */
  public static Batch of(ImageSet images, int[] indices, int from, int to) {
    int size = to - from;
    byte[] pixels = new byte[size * images.imageBytes()];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      images.read(indices[from + i], pixels, i * images.imageBytes());
      labels[i] = images.label(indices[from + i]);
    }
    return new Batch(
        size, images.imageSize(), pixels, labels, Arrays.copyOfRange(indices, from, to));
  }

  /** Puts batches of images of one size one behind the other. */
  public static Batch joined(List<Batch> parts) {
    int size = parts.stream().mapToInt(Batch::size).sum();
    int edge = parts.get(0).imageSize;
    int bytes = edge * edge * 3;
    byte[] pixels = new byte[size * bytes];
    int[] labels = new int[size];
    int[] ids = new int[size];
    int at = 0;
    for (Batch part : parts) {
      System.arraycopy(part.pixels, 0, pixels, at * bytes, part.size * bytes);
      System.arraycopy(part.labels, 0, labels, at, part.size);
      System.arraycopy(part.ids, 0, ids, at, part.size);
      at += part.size;
    }
    return new Batch(size, edge, pixels, labels, ids);
  }

  /** Returns some of the images, at least one, as a batch of their own. */
  public Batch only(int... which) {
    int bytes = imageSize * imageSize * 3;
    byte[] own = new byte[which.length * bytes];
    int[] its = new int[which.length];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(pixels, which[i] * bytes, own, i * bytes, bytes);
      its[i] = labels[which[i]];
    }
    int[] places = ids.length == 0 ? ids : Arrays.stream(which).map(index -> ids[index]).toArray();
    return new Batch(which.length, imageSize, own, its, places);
  }
}
