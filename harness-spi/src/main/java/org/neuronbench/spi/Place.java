package org.neuronbench.spi;

import java.util.List;

/**
 * Where a convolution stands in its network.
 *
 * @param block number of the block it belongs to, from 0, in network order
 * @param role what it does there
 * @param before indices of the convolutions whose outputs reach its input with no other convolution
 *     between, ascending
 * @param after indices of the convolutions that its output reaches likewise, ascending
 */
public record Place(int block, Role role, List<Integer> before, List<Integer> after) {

  /** What a convolution does in its block. */
  public enum Role {
    /** The first of the network. */
    STEM,
    /** A 1x1 convolution before a depthwise one. */
    EXPAND,
    /** One that convolves each channel on its own. */
    DEPTHWISE,
    /** A 1x1 convolution after a depthwise one. */
    PROJECT,
    /** A 1x1 convolution after the last block, before the classifier. */
    MIX,
    /** A 1x1 convolution beside a block, where it joins an addition. */
    SHORTCUT,
    /** Any other. */
    PLAIN
  }

  /**
   * Copies the lists.
   *
   * @param block any
   * @param role any
   * @param before copied
   * @param after copied
   */
  public Place {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Returns the place of a convolution in a plain chain: a block of its own between its neighbours.
   *
   * @param index of the convolution
   * @return with {@code index - 1} before it, and nothing known of what comes after
   */
  static Place inChain(int index) {
    return new Place(
        index,
        index == 0 ? Role.STEM : Role.PLAIN,
        index == 0 ? List.of() : List.of(index - 1),
        List.of());
  }
}
