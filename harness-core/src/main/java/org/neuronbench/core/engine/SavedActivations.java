package org.neuronbench.core.engine;

import java.util.BitSet;
import java.util.List;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;
import org.neuronbench.spi.Place.Role;
import org.neuronbench.spi.Selection;
import org.neuronbench.spi.Unit;

/**
 * Predicts the bytes that must be kept from the forward to the backward pass, on paper: maps of the
 * input channels that chosen weights read, a bit for each clipped value on the way down to them
 * whose map is not kept anyway, and the classifier's features in 32 bits. With batch statistics
 * every convolution's output is kept as well, since every batch norm is trained.
 *
 * @param network described in the unit of the selections
 * @param batch images of a step
 */
public record SavedActivations(
    Network network, int batch, BatchNormMode mode, Precision precision) {

  /** Pixels of a batch that an input channel must have for its moments to be worth computing. */
  private static final int PIXELS = 64;

  private static final int WIDENED = 3;

  /**
   * Whether the batch statistics of a layer that is updated whole come from the moments of its
   * input, so that what it puts out before batch norm is not kept: 1x1 convolutions that widen, on
   * many pixels.
   */
  public static boolean byMoments(ConvolutionLayer layer, int batch) {
    return layer.groups() == 1
        && layer.kernelHeight() * layer.kernelWidth() == 1
        && layer.inputArea() == layer.outputArea()
        && layer.outputChannels() >= WIDENED * layer.inputChannels()
        && (long) batch * layer.outputArea() >= (long) PIXELS * layer.inputChannels();
  }

  /** Returns the bytes kept for a selection. */
  public long predict(Selection selection) {
    List<ConvolutionLayer> layers = network.layers();
    BitSet passed = new BitSet();
    long features = layers.get(layers.size() - 1).outputChannels();
    long maps = 0;
    long bits = 0;
    for (ConvolutionLayer layer : layers) {
      int chosen = selection.sizeIn(layer);
      maps += (long) channels(layer, chosen) * layer.inputArea();
      boolean below = layer.place().before().stream().anyMatch(passed::get);
      passed.set(layer.index(), chosen > 0 || below || mode == BatchNormMode.TRAIN);
      long outputs = (long) layer.outputChannels() * layer.outputArea();
      boolean raw = chosen < layer.neurons() || !byMoments(layer, batch);
      maps += mode == BatchNormMode.TRAIN && raw ? outputs : 0;
      if (passed.get(layer.index()) && clipped(layer) && !kept(layer, selection)) {
        bits += outputs;
      }
    }
    long signs = (bits + Byte.SIZE - 1) / Byte.SIZE;
    return batch * (Float.BYTES * features + precision.bytes() * maps + signs);
  }

  /** Of an output channel the input of its whole group. */
  private static int channels(ConvolutionLayer layer, int chosen) {
    boolean whole = layer.unit() == Unit.OUTPUT_CHANNEL && !layer.depthwise();
    return whole && chosen > 0 ? layer.inputChannels() : chosen;
  }

  private static boolean clipped(ConvolutionLayer layer) {
    Role role = layer.place().role();
    return role != Role.PROJECT && role != Role.SHORTCUT;
  }

  private boolean kept(ConvolutionLayer layer, Selection selection) {
    return layer.place().after().stream()
        .map(network.layers()::get)
        .anyMatch(after -> channels(after, selection.sizeIn(after)) == after.inputChannels());
  }
}
