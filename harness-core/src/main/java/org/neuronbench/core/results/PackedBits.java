package org.neuronbench.core.results;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.neuronbench.core.Text;

/**
 * A set as a short text, of neurons or test images: a bit for each in order, the first in the
 * lowest bit of the first byte, trailing zero bytes left out, deflated (zlib), in base 64.
 */
public final class PackedBits {

  private PackedBits() {}

  /** Writes a set as text. */
  public static String encode(BitSet bits) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(bits.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * Reads a set back.
   *
   * @param text what {@link #encode} wrote
   * @param size how many there are to choose from
   * @throws IllegalArgumentException if the text is not such a set, or has a member that is not
   *     there
   */
  public static BitSet decode(String text, int size) {
    int most = (size + Byte.SIZE - 1) / Byte.SIZE;
    byte[] packed = Base64.getDecoder().decode(text);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      // One byte more than there can be, so that a text that inflates without end is refused.
      BitSet set = BitSet.valueOf(in.readNBytes(most + 1));
      if (set.length() > size) {
        throw new IllegalArgumentException(
            Text.format("Number %d is chosen of %d", set.length() - 1, size));
      }
      return set;
    } catch (IOException e) {
      throw new IllegalArgumentException("The set is damaged: " + e.getMessage(), e);
    }
  }
}
