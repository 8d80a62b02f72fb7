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

/**
 * The neurons of one epoch as a short text: a bit for each neuron in network order, the first in
 * the lowest bit of the first byte, trailing zero bytes left out, deflated (zlib), in base 64.
 */
public final class SelectedNeurons {

  private SelectedNeurons() {}

  /**
   * Writes a set of neurons as text.
   *
   * @param neurons a set bit for each selected neuron
   * @return ASCII without white space
   */
  public static String encode(BitSet neurons) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(neurons.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /**
   * Reads a set of neurons back.
   *
   * @param text what {@link #encode} wrote
   * @param neurons how many the network has
   * @return a set bit for each selected neuron
   * @throws IllegalArgumentException if the text is not such a set, or names a neuron that the
   *     network does not have
   */
  public static BitSet decode(String text, int neurons) {
    int most = (neurons + Byte.SIZE - 1) / Byte.SIZE;
    byte[] packed = Base64.getDecoder().decode(text);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      // One byte more than there can be, so that a text that inflates without end is refused.
      BitSet set = BitSet.valueOf(in.readNBytes(most + 1));
      if (set.length() > neurons) {
        throw new IllegalArgumentException(
            "Neuron %d is selected, the network has %d".formatted(set.length() - 1, neurons));
      }
      return set;
    } catch (IOException e) {
      throw new IllegalArgumentException("The selected neurons are damaged: " + e.getMessage(), e);
    }
  }
}
