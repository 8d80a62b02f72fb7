package org.neuronbench.spi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What updating a selection costs, for one image. The cost is that of the set: opening a layer may
 * cost something that its further neurons share.
 *
 * <p>With C input and C' output channels, g groups, a D x D kernel, an H x W input map:
 *
 * <table>
 * <caption>Costs of a neuron and of opening</caption>
 * <tr><th>model</th><th>a neuron</th><th>opening</th></tr>
 * <tr><td>{@code weights}</td><td>its weights, and its bias</td><td>nothing</td></tr>
 * <tr><td>{@code input-channel-fp32}</td><td>4 bytes a weight; an input channel 4 H W bytes for the
 * map that must be kept</td><td>output channels: 4 (C/g) H W bytes, once a group</td></tr>
 * <tr><td>{@code output-channel-fp32}</td><td>4 bytes a weight</td><td>4 (C/g) H W bytes, once a
 * group, whatever the unit: an engine that keeps whole input maps</td></tr>
 * <tr><td>{@code input-channel-bf16}, {@code output-channel-bf16}</td><td colspan="2">the same with 2
 * bytes for each value of a map; weights are updated in 32 bits</td></tr>
 * <tr><td>{@code su-int8}</td><td>1 byte a weight, and a value that must be kept</td><td>4 bytes a
 * bias and a bit an output value of every convolution whose bias is trained; a byte a feature of the
 * classifier</td></tr>
 * <tr><td>{@code macs}</td><td>the multiply-accumulates of its weight gradient</td><td>those of the
 * input gradients down to its layer</td></tr>
 * </table>
 *
 * <p>For an output-channel selection {@code input-channel} and {@code output-channel} models are
 * the same. Sources: Quelennec et al. 2024 (weights), arXiv 2510.19675 Eq. 3 (input channels), Lin
 * et al. 2022 with its published code (int8).
 *
 * @param kind what is counted
 * @param depthwiseAsReleased whether a depthwise channel counts one weight instead of its kernel,
 *     as the published figures of arXiv 2510.19675 do; memory models only
 * @param biases how many of the last convolutions train their biases in {@code su-int8}; -1 for
 *     those from the first chosen convolution on
 */
public record CostModel(Kind kind, boolean depthwiseAsReleased, int biases) {

  /** What is counted. */
  public enum Kind {
    /** Weights and biases of the neurons. */
    WEIGHTS("weights", "parameters"),
    /** Bytes of 32-bit weights and of the input channels that must be kept. */
    INPUT_CHANNEL_FP32("input-channel-fp32", "bytes"),
    /** Bytes of 32-bit weights and of whole input maps. */
    OUTPUT_CHANNEL_FP32("output-channel-fp32", "bytes"),
    /** Bytes of 32-bit weights and of the bfloat16 input channels that must be kept. */
    INPUT_CHANNEL_BF16("input-channel-bf16", "bytes"),
    /** Bytes of 32-bit weights and of whole bfloat16 input maps. */
    OUTPUT_CHANNEL_BF16("output-channel-bf16", "bytes"),
    /** Bytes as Sparse Update counts them: 8-bit weights and activations, biases, masks. */
    SU_INT8("su-int8", "bytes"),
    /** Multiply-accumulates of the backward pass. */
    MACS("macs", "MACs");

    private final String id;
    private final String counts;

    Kind(String id, String counts) {
      this.id = id;
      this.counts = counts;
    }

    /**
     * Returns the name used in experiment files and results.
     *
     * @return lower-case, hyphenated
     */
    public String id() {
      return id;
    }

    /**
     * Returns what costs are counted in.
     *
     * @return {@code parameters}, {@code bytes} or {@code MACs}
     */
    public String counts() {
      return counts;
    }

    /**
     * Says whether the model counts memory.
     *
     * @return whether costs are bytes
     */
    public boolean memory() {
      return counts.equals("bytes");
    }
  }

  /** Convolution parameters: the budget of the first paper. */
  public static final CostModel WEIGHTS = of(Kind.WEIGHTS);

  /** Memory where only what a chosen weight reads is kept: the budget {@code memory}. */
  public static final CostModel INPUT_CHANNEL_FP32 = of(Kind.INPUT_CHANNEL_FP32);

  /** Memory where whole input maps are kept. */
  public static final CostModel OUTPUT_CHANNEL_FP32 = of(Kind.OUTPUT_CHANNEL_FP32);

  /** The budget {@code memory} of what is trained in bfloat16. */
  public static final CostModel INPUT_CHANNEL_BF16 = of(Kind.INPUT_CHANNEL_BF16);

  /** Memory where whole bfloat16 input maps are kept. */
  public static final CostModel OUTPUT_CHANNEL_BF16 = of(Kind.OUTPUT_CHANNEL_BF16);

  /** Memory as Sparse Update counts it. */
  public static final CostModel SU_INT8 = of(Kind.SU_INT8);

  /** Multiply-accumulates of the backward pass. */
  public static final CostModel MACS = of(Kind.MACS);

  /**
   * Checks that the switches fit the kind.
   *
   * @param kind what is counted
   * @param depthwiseAsReleased for memory models but {@code su-int8} only
   * @param biases -1, or not negative for {@code su-int8}
   * @throws IllegalArgumentException if they do not
   */
  public CostModel {
    if (depthwiseAsReleased && !(kind.memory() && kind != Kind.SU_INT8)) {
      throw new IllegalArgumentException(
          "depthwise-as-released is for input-channel and output-channel models, not for "
              + kind.id());
    }
    if (biases < -1 || (biases >= 0 && kind != Kind.SU_INT8)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s does not count %d layers of biases", kind.id(), biases));
    }
  }

  private static CostModel of(Kind kind) {
    return new CostModel(kind, false, -1);
  }

  /**
   * Lists one model of every kind.
   *
   * @return in the order in which results show them
   */
  public static List<CostModel> all() {
    return Stream.of(Kind.values()).map(CostModel::of).toList();
  }

  /**
   * Finds a model by its name.
   *
   * @param id such as {@code su-int8}
   * @return the model; empty if there is none of that name
   */
  public static Optional<CostModel> named(String id) {
    return all().stream().filter(model -> model.kind.id().equals(id)).findFirst();
  }

  /**
   * Returns Sparse Update's model for a scheme that trains the biases of its last convolutions.
   *
   * @param biases how many convolutions
   * @return the model
   * @throws IllegalArgumentException if the number is negative
   */
  public static CostModel suInt8(int biases) {
    if (biases < 0) {
      throw new IllegalArgumentException("There are no " + biases + " convolutions");
    }
    return new CostModel(Kind.SU_INT8, false, biases);
  }

  /**
   * Returns the model in which a depthwise channel counts one weight.
   *
   * @return the fidelity switch, see {@link #depthwiseAsReleased}
   * @throws IllegalArgumentException if this is no 32-bit memory model
   */
  public CostModel asReleased() {
    return new CostModel(kind, true, biases);
  }

  /**
   * Prices a selection.
   *
   * @param selection any selection
   * @return its cost, in what {@link Kind#counts} says
   */
  public long cost(Selection selection) {
    return on(selection.network()).applyAsLong(selection);
  }

  /**
   * Prices many selections from one network.
   *
   * @param network that they select from
   * @return what gives the cost of each
   */
  public ToLongFunction<Selection> on(Network network) {
    return new Tally(this, network, Long.MAX_VALUE)::costOf;
  }

  /**
   * Prices a whole network: what a budget of 100 % allows.
   *
   * @param network any network
   * @return the cost of selecting everything
   */
  public long total(Network network) {
    return kind == Kind.WEIGHTS && network.unit() == Unit.OUTPUT_CHANNEL
        ? network.parameters()
        : cost(Selection.all(network));
  }

  @Override
  public String toString() {
    return kind.id()
        + (depthwiseAsReleased ? " depthwise-as-released" : "")
        + (biases < 0 ? "" : " biases=" + biases);
  }
}
