package org.neuronbench.engine.onednn;

import java.util.List;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.Unit;

/**
 * What a training step is compiled for. A {@link Choice} of the same shape runs without compiling
 * anything.
 *
 * @param widths how many channels each convolution's weight gradient is computed of, in network
 *     order
 */
record StepShape(
    int batch, BatchNormMode mode, Precision precision, Unit unit, List<Width> widths) {

  /** A depthwise layer of which more is chosen is computed whole: that is faster than gathering. */
  private static final int DEPTHWISE_SHARE = 2;

  /**
   * How much of a weight gradient is computed.
   *
   * @param channels 0 for none
   * @param compact whether only chosen channels are, rounded up; else it is the whole layer
   * @param atOnce whether all of the layer is updated, and by a primitive
   */
  record Width(int channels, boolean compact, boolean atOnce) {
    static final Width NONE = new Width(0, false, false);
  }

  /**
   * Finds the shape of a choice.
   *
   * @param atOnce whether layers that are updated whole may be by a primitive: plain descent, which
   *     nobody looks at
   */
  static StepShape of(
      LoweredNetwork network,
      int batch,
      BatchNormMode mode,
      Precision precision,
      Unit unit,
      Choice choice,
      boolean atOnce) {
    return new StepShape(
        batch,
        mode,
        precision,
        unit,
        network.convolutions().stream()
            .map(node -> width(node, unit, choice.of(node).length, atOnce))
            .toList());
  }

  private static Width width(Convolution node, Unit unit, int chosen, boolean atOnce) {
    Geometry g = node.geometry();
    boolean inputs = unit == Unit.INPUT_CHANNEL;
    int all = inputs ? g.inputChannels() : g.outputChannels();
    if (chosen == 0) {
      return Width.NONE;
    }
    boolean compact =
        g.depthwise()
            ? chosen * DEPTHWISE_SHARE <= all
            : inputs ? chosen < all : BreakEven.gathers(g, chosen);
    return compact
        ? new Width(ChannelGather.rounded(chosen, all), true, false)
        : new Width(all, false, atOnce && chosen == all);
  }

  Width width(Convolution node) {
    return widths.get(node.weights().layer().index());
  }
}
