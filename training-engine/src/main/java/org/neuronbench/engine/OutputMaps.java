package org.neuronbench.engine;

import java.util.Arrays;
import java.util.Objects;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/**
 * The outputs of every convolution for the velocity images, kept from one observation to the next,
 * and the similarity between the two (the paper's phi).
 *
 * <p>phi is the mean over the images of the cosine between a neuron's map now and before; both maps
 * zero gives 1, exactly one zero gives 0, and bit-identical maps give exactly 1.
 */
public final class OutputMaps {

  /** Norm up to which a map counts as zero (the published code's). */
  private static final double ZERO_NORM = 1e-8;

  private final Network network;
  private final int images;
  private final float[][] before;
  private final double[] cosineSum;
  private boolean filled;

  /** Creates an empty memory. */
  public OutputMaps(Network network, int images) {
    this.network = network;
    this.images = images;
    this.before = new float[network.layers().size() * images][];
    this.cosineSum = new double[network.neurons()];
  }

  /**
   * Compares the maps of one layer and image with those kept, and keeps these instead.
   *
   * @param maps channel by channel, {@code neurons * outputHeight * outputWidth} values; kept, not
   *     copied
   */
  public void accept(ConvolutionLayer layer, int image, float[] maps) {
    int slot = layer.index() * images + image;
    float[] old = before[slot];
    if (old != null) {
      int area = layer.outputHeight() * layer.outputWidth();
      for (int c = 0; c < layer.neurons(); c++) {
        cosineSum[layer.firstNeuron() + c] += cosine(maps, old, c * area, area);
      }
      filled = true;
    }
    before[slot] = maps;
  }

  /**
   * The same for maps whose channels lie side by side.
   *
   * @param maps pixel by pixel, {@code outputHeight * outputWidth * neurons} values; copied, may be
   *     longer
   */
  public void acceptChannelsLast(ConvolutionLayer layer, int image, float[] maps) {
    int slot = layer.index() * images + image;
    int channels = layer.neurons();
    int length = channels * layer.outputHeight() * layer.outputWidth();
    float[] old = before[slot];
    if (old == null) {
      before[slot] = Arrays.copyOf(maps, length);
    } else {
      double[] aa = new double[channels];
      double[] bb = new double[channels];
      double[] ab = new double[channels];
      for (int start = 0; start < length; start += channels) {
        for (int c = 0; c < channels; c++) {
          double x = maps[start + c];
          double y = old[start + c];
          aa[c] += x * x;
          bb[c] += y * y;
          ab[c] += x * y;
        }
      }
      for (int c = 0; c < channels; c++) {
        cosineSum[layer.firstNeuron() + c] += cosine(aa[c], bb[c], ab[c]);
      }
      System.arraycopy(maps, 0, old, 0, length);
      filled = true;
    }
  }

  /**
   * Ends an observation.
   *
   * @return phi per neuron, or an empty array if this was the first observation
   */
  public double[] takeSimilarities() {
    if (!filled) {
      return new double[0];
    }
    double[] phi = new double[network.neurons()];
    for (int i = 0; i < phi.length; i++) {
      phi[i] = cosineSum[i] / images;
    }
    Arrays.fill(cosineSum, 0);
    return phi;
  }

  /** Returns the bytes of the maps kept. */
  public long bytes() {
    return Arrays.stream(before)
        .filter(Objects::nonNull)
        .mapToLong(map -> (long) Float.BYTES * map.length)
        .sum();
  }

  /** Computes the cosine of two maps in double precision from their 32-bit values. */
  static double cosine(float[] a, float[] b, int from, int length) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = from; i < from + length; i++) {
      double x = a[i];
      double y = b[i];
      aa += x * x;
      bb += y * y;
      ab += x * y;
    }
    return cosine(aa, bb, ab);
  }

  private static double cosine(double aa, double bb, double ab) {
    boolean zeroA = Math.sqrt(aa) <= ZERO_NORM;
    boolean zeroB = Math.sqrt(bb) <= ZERO_NORM;
    if (zeroA || zeroB) {
      return zeroA && zeroB ? 1 : 0;
    }
    return ab / Math.sqrt(aa * bb);
  }
}
