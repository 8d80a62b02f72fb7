package org.neuronbench.engine.onednn;

/**
 * When the weight gradient of some channels is faster on gathered channels than on all of them.
 *
 * <p>Gathering touches every output value once; what it spares grows with the weights of a channel.
 * So it pays if {@code (1 - share) * weights per channel > 60 * (1 + share)}; the constant was
 * fitted to {@code neuronbench bench --break-even}, see docs/performance.md. It is fixed so that
 * results repeat bit by bit. Depthwise layers, of nine to 49 weights a channel, are computed whole.
 */
final class BreakEven {

  private static final double COST_OF_GATHERING = 60;

  private BreakEven() {}

  static boolean gathers(Geometry geometry, int chosen) {
    if (geometry.depthwise()) {
      return false;
    }
    int width = ChannelGather.rounded(chosen, geometry.outputChannels());
    double share = (double) width / geometry.outputChannels();
    return (1 - share) * geometry.weightsPerChannel() > COST_OF_GATHERING * (1 + share);
  }
}
