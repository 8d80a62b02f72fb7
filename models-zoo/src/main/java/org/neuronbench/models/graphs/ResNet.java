package org.neuronbench.models.graphs;

import org.deeplearning4j.nn.graph.ComputationGraph;

/** ResNet18 and ResNet50 (He et al., CVPR 2016) in torchvision's topology and names. */
public final class ResNet {

  private static final int STEM = 64;
  private static final int BOTTLENECK_EXPANSION = 4;

  private final GraphAssembler net;
  private final boolean bottleneck;
  private int channels = STEM;

  private ResNet(int inputSize, boolean bottleneck) {
    this.net = new GraphAssembler(inputSize, GraphAssembler.Padding.SYMMETRIC);
    this.bottleneck = bottleneck;
  }

  /**
   * Builds ResNet18 with random weights.
   *
   * @param inputSize edge of the input, pixels
   * @param classes outputs of the classifier
   * @return an initialised graph
   */
  public static ComputationGraph resNet18(int inputSize, int classes) {
    return new ResNet(inputSize, false).build(classes, 2, 2, 2, 2);
  }

  /**
   * Builds ResNet50 with random weights; the stride lies in the 3x3 convolution (torchvision's
   * V1.5).
   *
   * @param inputSize edge of the input, pixels
   * @param classes outputs of the classifier
   * @return an initialised graph
   */
  public static ComputationGraph resNet50(int inputSize, int classes) {
    return new ResNet(inputSize, true).build(classes, 3, 4, 6, 3);
  }

  private ComputationGraph build(int classes, int... blocks) {
    String tip = net.convolution("conv1", GraphAssembler.input(), STEM, 7, 2);
    tip = net.relu("relu", net.batchNorm("bn1", tip));
    tip = net.maxPool("maxpool", tip, 3, 2, 1);
    int width = STEM;
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int i = 0; i < blocks[stage]; i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        tip = block("layer%d.%d.".formatted(stage + 1, i), tip, width, stride);
      }
      width *= 2;
    }
    return net.classify("fc", tip, classes);
  }

  private String block(String prefix, String from, int width, int stride) {
    int out = bottleneck ? width * BOTTLENECK_EXPANSION : width;
    String tip =
        bottleneck ? bottleneck(prefix, from, width, stride) : basic(prefix, from, width, stride);
    String shortcut = from;
    if (stride != 1 || channels != out) {
      shortcut = net.convolution(prefix + "downsample.0", from, out, 1, stride);
      shortcut = net.batchNorm(prefix + "downsample.1", shortcut);
    }
    channels = out;
    return net.relu(prefix + "relu", net.add(prefix + "add", tip, shortcut));
  }

  private String basic(String prefix, String from, int width, int stride) {
    String tip = net.convolution(prefix + "conv1", from, width, 3, stride);
    tip = net.relu(prefix + "relu1", net.batchNorm(prefix + "bn1", tip));
    return net.batchNorm(prefix + "bn2", net.convolution(prefix + "conv2", tip, width, 3, 1));
  }

  private String bottleneck(String prefix, String from, int width, int stride) {
    String tip = net.convolution(prefix + "conv1", from, width, 1, 1);
    tip = net.relu(prefix + "relu1", net.batchNorm(prefix + "bn1", tip));
    tip = net.convolution(prefix + "conv2", tip, width, 3, stride);
    tip = net.relu(prefix + "relu2", net.batchNorm(prefix + "bn2", tip));
    tip = net.convolution(prefix + "conv3", tip, width * BOTTLENECK_EXPANSION, 1, 1);
    return net.batchNorm(prefix + "bn3", tip);
  }
}
