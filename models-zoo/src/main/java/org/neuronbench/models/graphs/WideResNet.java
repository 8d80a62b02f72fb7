package org.neuronbench.models.graphs;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * Wide ResNets for CIFAR (Zagoruyko and Komodakis, BMVC 2016) with pre-activation blocks, as the
 * code of Sinkhorn label allocation builds them: leaky ReLU, slow running statistics.
 */
public final class WideResNet {

  private static final int STEM = 16;
  private static final int STAGES = 3;
  private static final double SLOPE = 0.1;
  private static final double BATCH_NORM_DECAY = 0.999;

  private final GraphAssembler net;
  private int channels = STEM;

  private WideResNet(int inputSize) {
    this.net = new GraphAssembler(inputSize, false, BATCH_NORM_DECAY);
  }

  /** Lays out WRN-depth-width, of depth 6n + 4: stages of 16, 32 and 64 times the width. */
  public static ComputationGraphConfiguration build(
      int depth, int width, int inputSize, int classes) {
    return new WideResNet(inputSize).build((depth - 4) / (2 * STAGES), width, classes);
  }

  private ComputationGraphConfiguration build(int blocks, int width, int classes) {
    String tip = net.convolution("conv1", GraphAssembler.INPUT, STEM, 3, 1);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int i = 0; i < blocks; i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        String prefix = "layer" + (stage + 1) + "." + i + ".";
        tip = block(prefix, tip, (STEM << stage) * width, stride, stage == 0 && i == 0);
      }
    }
    return net.classify("linear", activated("bn", "relu", tip), classes);
  }

  /**
   * The very first shortcut that is a convolution reads the activated input, others the raw one.
   */
  private String block(String prefix, String from, int out, int stride, boolean first) {
    String activated = activated(prefix + "bn1", prefix + "relu1", from);
    String shortcut = from;
    if (channels != out) {
      String read = first ? activated : from;
      shortcut = net.convolution(prefix + "shortcut", read, out, 1, stride);
    }
    channels = out;
    String tip = net.convolution(prefix + "conv1", activated, out, 3, stride);
    tip = activated(prefix + "bn2", prefix + "relu2", tip);
    tip = net.convolution(prefix + "conv2", tip, out, 3, 1);
    return net.add(prefix + "add", tip, shortcut);
  }

  private String activated(String norm, String activation, String from) {
    return net.leakyRelu(activation, net.batchNorm(norm, from), SLOPE);
  }
}
