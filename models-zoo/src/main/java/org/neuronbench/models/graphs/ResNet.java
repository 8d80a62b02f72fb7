package org.neuronbench.models.graphs;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * ResNets (He et al., CVPR 2016): 18 and 50 for ImageNet in torchvision's topology and names, and
 * those of 6n + 2 layers for CIFAR in akamaster's.
 */
public final class ResNet {

  /** How a block whose output has another size than its input comes by both being added. */
  public enum Shortcut {
    /** Every second pixel, and channels of zeros: option A, without parameters. */
    ZEROS,
    /** A 1x1 convolution with batch norm: option B. */
    PROJECTION
  }

  private static final int STEM = 64;
  private static final int CIFAR_STEM = 16;
  private static final int CIFAR_STAGES = 3;
  private static final int BOTTLENECK_EXPANSION = 4;

  private final GraphAssembler net;
  private final boolean bottleneck;
  private final Shortcut shortcut;
  private final String shortcutName;
  private int channels;

  private ResNet(
      int inputSize, boolean bottleneck, Shortcut shortcut, String shortcutName, int stem) {
    this.net = new GraphAssembler(inputSize);
    this.bottleneck = bottleneck;
    this.shortcut = shortcut;
    this.shortcutName = shortcutName;
    this.channels = stem;
  }

  /** Lays out ResNet18. */
  public static ComputationGraphConfiguration resNet18(int inputSize, int classes) {
    return imageNet(inputSize, false).forImageNet(classes, 2, 2, 2, 2);
  }

  /** Lays out ResNet50; the stride lies in the 3x3 convolution (torchvision's V1.5). */
  public static ComputationGraphConfiguration resNet50(int inputSize, int classes) {
    return imageNet(inputSize, true).forImageNet(classes, 3, 4, 6, 3);
  }

  private static ResNet imageNet(int inputSize, boolean bottleneck) {
    return new ResNet(inputSize, bottleneck, Shortcut.PROJECTION, "downsample", STEM);
  }

  /**
   * Lays out a ResNet for CIFAR, of depth 6n + 2: stages of 16, 32 and 64 channels.
   *
   * @param width what channels are multiplied by, rounded, at least 1
   */
  public static ComputationGraphConfiguration cifar(
      int depth, Shortcut shortcut, double width, int inputSize, int classes) {
    int blocks = (depth - 2) / (2 * CIFAR_STAGES);
    int[] stages = IntStream.generate(() -> blocks).limit(CIFAR_STAGES).toArray();
    return new ResNet(inputSize, false, shortcut, "shortcut", scaled(CIFAR_STEM, width))
        .forCifar(classes, stages);
  }

  /**
   * Lays out the ResNet18 or ResNet34 that is usual for CIFAR: four stages of 64 to 512 channels
   * behind a 3x3 convolution, shortcuts of option B.
   *
   * @param blocks of each stage
   * @param width what channels are multiplied by, rounded, at least 1
   */
  public static ComputationGraphConfiguration cifarWide(
      double width, int inputSize, int classes, int... blocks) {
    return new ResNet(inputSize, false, Shortcut.PROJECTION, "shortcut", scaled(STEM, width))
        .forCifar(classes, blocks);
  }

  private static int scaled(int channels, double width) {
    return (int) Math.max(1, Math.round(channels * width));
  }

  private ComputationGraphConfiguration forCifar(int classes, int... blocks) {
    int stem = channels;
    String tip = net.convolution("conv1", GraphAssembler.INPUT, stem, 3, 1);
    tip = net.relu("relu", net.batchNorm("bn1", tip));
    return net.classify("linear", stages(tip, stem, blocks), classes);
  }

  private ComputationGraphConfiguration forImageNet(int classes, int... blocks) {
    String tip = net.convolution("conv1", GraphAssembler.INPUT, STEM, 7, 2);
    tip = net.relu("relu", net.batchNorm("bn1", tip));
    return net.classify("fc", stages(net.maxPool("maxpool", tip, 3, 2, 1), STEM, blocks), classes);
  }

  private String stages(String from, int firstWidth, int[] blocks) {
    String tip = from;
    int width = firstWidth;
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int i = 0; i < blocks[stage]; i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        tip = block("layer" + (stage + 1) + "." + i + ".", tip, width, stride);
      }
      width *= 2;
    }
    return tip;
  }

  private String block(String prefix, String from, int width, int stride) {
    int out = bottleneck ? width * BOTTLENECK_EXPANSION : width;
    String tip =
        bottleneck ? bottleneck(prefix, from, width, stride) : basic(prefix, from, width, stride);
    String beside = stride == 1 && channels == out ? from : shortcut(prefix, from, out, stride);
    channels = out;
    return net.relu(prefix + "relu", net.add(prefix + "add", tip, beside));
  }

  private String shortcut(String prefix, String from, int out, int stride) {
    String name = prefix + shortcutName;
    if (shortcut == Shortcut.ZEROS) {
      return net.paddedShortcut(name, from, out - channels);
    }
    return net.batchNorm(name + ".1", net.convolution(name + ".0", from, out, 1, stride));
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
