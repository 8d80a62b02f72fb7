package org.neuronbench.strategies;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuronbench.spi.ConvolutionLayer;
import org.neuronbench.spi.Network;

/**
 * The networks for which memory budgets were published (arXiv 2510.19675), at 128 px, as tables of
 * their blocks: input channels, width of the depthwise convolution unless it is the same, output
 * channels, kernel, stride, edge of the input maps.
 */
final class BlockNets {

  private static final Pattern BLOCK =
      Pattern.compile("(\\d+)>(?:(\\d+)>)?(\\d+) k(\\d)(?: s(\\d))?@(\\d+)");

  private static final String MOBILE_NET =
      "16>8 k3@64; 8>48>8 k3 s2@64; 8>48>8 k3@32; 8>48>16 k3 s2@32; 16>96>16 k3@16;"
          + " 16>96>16 k3@16; 16>96>24 k3 s2@16; 24>144>24 k3@8; 24>144>24 k3@8; 24>144>24 k3@8;"
          + " 24>144>32 k3@8; 32>192>32 k3@8; 32>192>32 k3@8; 32>192>56 k3 s2@8; 56>336>56 k3@4;"
          + " 56>336>56 k3@4; 56>336>112 k3@4";

  private static final String MCUNET =
      "16>8 k3@64; 8>32>16 k3 s2@64; 16>48>16 k3@32; 16>48>24 k7 s2@32; 24>120>24 k3@16;"
          + " 24>120>40 k3 s2@16; 40>160>40 k7@8; 40>160>48 k5@8; 48>144>48 k3@8; 48>192>48 k3@8;"
          + " 48>240>96 k7 s2@8; 96>384>96 k5@4; 96>384>96 k5@4; 96>576>160 k3@4";

  private static final String PROXYLESS =
      "16>8 k3@64; 8>24>16 k5 s2@64; 16>48>16 k3@32; 16>48>16 k7 s2@32; 16>48>16 k3@16;"
          + " 16>48>16 k5@16; 16>48>16 k5@16; 16>96>24 k7 s2@16; 24>72>24 k5@8; 24>72>24 k5@8;"
          + " 24>72>24 k5@8; 24>144>32 k5@8; 32>96>32 k5@8; 32>96>32 k5@8; 32>96>32 k5@8;"
          + " 32>192>64 k7 s2@8; 64>384>64 k7@4; 64>192>64 k7@4; 64>192>64 k7@4; 64>384>96 k7@4";

  private final List<ConvolutionLayer> layers = new ArrayList<>();
  private int neurons;

  private BlockNets(String blocks) {
    add(3, 16, 1, 3, 2, 128);
    Matcher block = BLOCK.matcher(blocks);
    while (block.find()) {
      int in = number(block, 1, 0);
      int middle = number(block, 2, in);
      int kernel = number(block, 4, 0);
      int stride = number(block, 5, 1);
      int edge = number(block, 6, 0);
      if (middle != in) {
        add(in, middle, 1, 1, 1, edge);
      }
      add(middle, middle, middle, kernel, stride, edge);
      add(middle, number(block, 3, 0), 1, 1, 1, edge / stride);
    }
  }

  private static int number(Matcher block, int group, int otherwise) {
    return block.group(group) == null ? otherwise : Integer.parseInt(block.group(group));
  }

  private void add(int in, int out, int groups, int kernel, int stride, int edge) {
    int after = edge / stride;
    int index = layers.size();
    layers.add(
        new ConvolutionLayer(
            "conv" + index,
            index,
            neurons,
            out,
            in,
            groups,
            kernel,
            kernel,
            false,
            edge,
            edge,
            after,
            after));
    neurons += out;
  }

  /** One of mbv2, mcunet and proxyless, with the last 1 x 1 convolution of its float checkpoint. */
  static Network of(String name) {
    return switch (name) {
      case "mbv2" -> mobileNetV2();
      case "mcunet" -> withoutMix(name);
      default -> {
        BlockNets net = new BlockNets(PROXYLESS);
        net.add(96, 384, 1, 1, 1, 4);
        yield new Network(name, net.layers);
      }
    };
  }

  static Network mobileNetV2() {
    BlockNets net = new BlockNets(MOBILE_NET);
    net.add(112, 448, 1, 1, 1, 4);
    return new Network("mbv2", net.layers);
  }

  /** The same as the 8-bit files have it, which end before that convolution. */
  static Network withoutMix(String name) {
    String blocks =
        switch (name) {
          case "mbv2" -> MOBILE_NET;
          case "mcunet" -> MCUNET;
          default -> PROXYLESS;
        };
    return new Network(name, new BlockNets(blocks).layers);
  }
}
