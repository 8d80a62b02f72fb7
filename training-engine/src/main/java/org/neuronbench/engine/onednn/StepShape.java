package org.neuronbench.engine.onednn;

import java.util.List;
import java.util.stream.IntStream;
import org.neuronbench.core.engine.BatchNormMode;
import org.neuronbench.core.engine.ErrorFlow;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.Node.Convolution;
import org.neuronbench.spi.Unit;

/**
 * What a training step is compiled for. A {@link Choice} of the same shape runs without compiling
 * anything.
 *
 * @param widths how many channels each convolution's weight gradient is computed of, in network
 *     order
 * @param travelling how many channels of each convolution's error map travel on, likewise; 0 for
 *     all
 * @param transformed whether error maps are changed element by element
 */
record StepShape(
    int batch,
    BatchNormMode mode,
    Precision precision,
    Unit unit,
    List<Width> widths,
    List<Integer> travelling,
    boolean transformed) {

  /** A depthwise layer of which more is chosen is computed whole: that is faster than gathering. */
  private static final int DEPTHWISE_SHARE = 2;

  /**
   * How much of a weight gradient is computed.
   *
   * @param channels 0 for none
   * @param compact whether only chosen channels are, rounded up; else it is the whole layer
   * @param atOnce whether all of the layer is updated, and by a primitive
   * @param travelling whether they are the channels whose errors travel on, all of them
   */
  record Width(int channels, boolean compact, boolean atOnce, boolean travelling) {
    static final Width NONE = new Width(0, false, false);

    Width(int channels, boolean compact, boolean atOnce) {
      this(channels, compact, atOnce, false);
    }
  }

  /**
   * Finds the shape of a choice.
   *
   * @param atOnce whether layers that are updated whole may be by a primitive: plain descent, which
   *     nobody looks at
   * @param errors what of error maps travels on
   */
  static StepShape of(
      LoweredNetwork network,
      int batch,
      BatchNormMode mode,
      Precision precision,
      Unit unit,
      Choice choice,
      boolean atOnce,
      ErrorFlow errors) {
    List<Convolution> nodes = network.convolutions();
    List<Integer> travelling = nodes.stream().map(node -> travelling(node, errors)).toList();
    return new StepShape(
        batch,
        mode,
        precision,
        unit,
        IntStream.range(0, nodes.size())
            .mapToObj(i -> width(nodes.get(i), unit, choice, atOnce, travelling.get(i)))
            .toList(),
        travelling,
        errors.transforms());
  }

  private static int travelling(Convolution node, ErrorFlow errors) {
    if (node.geometry().depthwise() || errors.transforms()) {
      return 0;
    }
    int kept = errors.kept(node.weights().layer());
    return kept < node.geometry().outputChannels() ? kept : 0;
  }

  private static Width width(
      Convolution node, Unit unit, Choice choice, boolean atOnce, int travelling) {
    int chosen = choice.of(node).length;
    int all = node.geometry().outputChannels();
    if (travelling == 0 || unit == Unit.INPUT_CHANNEL || chosen == 0) {
      return width(node, unit, chosen, atOnce);
    }
    return chosen == all
        ? new Width(travelling, true, false, true)
        : new Width(ChannelGather.rounded(Math.min(chosen, travelling), all), true, false);
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

  /** Returns how many channels of a convolution's error map travel on; 0 for all. */
  int travelling(Convolution node) {
    return travelling.get(node.weights().layer().index());
  }

  Width width(Convolution node) {
    return widths.get(node.weights().layer().index());
  }
}
