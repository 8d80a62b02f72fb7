package org.neuronbench.engine.onednn;

/**
 * When the weight gradient of some channels is faster on gathered channels than on all of them. The
 * shares were measured, see docs/performance.md; they are fixed so that results repeat bit by bit.
 */
final class BreakEven {

  private static final double POINTWISE = 0.5;
  private static final double SPATIAL = 0.7;
  private static final double DEPTHWISE = 0.25;

  private BreakEven() {}

  static boolean gathers(Geometry geometry, int chosen) {
    int width = ChannelGather.rounded(chosen, geometry.outputChannels());
    return width < limit(geometry) * geometry.outputChannels();
  }

  private static double limit(Geometry geometry) {
    if (geometry.depthwise()) {
      return DEPTHWISE;
    }
    return geometry.kernelHeight() * geometry.kernelWidth() == 1 ? POINTWISE : SPATIAL;
  }
}
