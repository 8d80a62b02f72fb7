package org.neuronbench.models.graphs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** MobileNetV2 of any width (Sandler et al., CVPR 2018) in torchvision's topology and names. */
public final class MobileNetV2 {

  /** Expansion, channels, blocks, stride of the first block. */
  private static final int[][] STAGES = {
    {1, 16, 1, 1},
    {6, 24, 2, 2},
    {6, 32, 3, 2},
    {6, 64, 4, 2},
    {6, 96, 3, 1},
    {6, 160, 3, 2},
    {6, 320, 1, 1}
  };

  private static final int STEM = 32;
  private static final int LAST = 1280;
  private static final int DIVISOR = 8;

  /** Tried first when weights are to tell their width. */
  private static final double[] COMMON_WIDTHS = {1, 0.35, 0.5, 0.75, 1.4, 0.25, 0.3};

  private static final int WIDTH_STEPS = 80;
  private static final double STEPS_OF_ONE = 20;

  private MobileNetV2() {}

  /** Lays out the network; the width multiplies channels, 1.0 is the paper's. */
  public static ComputationGraphConfiguration build(
      double width, int inputSize, int classes, boolean tensorflowPadding) {
    InvertedResidualNet.Stem stem = new InvertedResidualNet.Stem(divisible(STEM * width), 3, 2);
    return new InvertedResidualNet(
            stem, blocks(width), divisible(LAST * Math.max(1, width)), "classifier.1")
        .build(inputSize, classes, tensorflowPadding);
  }

  /**
   * Lists the channels that a width comes to, by which weights tell their width: outputs of the
   * first convolution, of each stage, of the last convolution.
   */
  public static List<Integer> channels(double width) {
    List<Integer> channels = new ArrayList<>();
    channels.add(divisible(STEM * width));
    for (int[] stage : STAGES) {
      channels.add(divisible(stage[1] * width));
    }
    channels.add(divisible(LAST * Math.max(1, width)));
    return channels;
  }

  /**
   * Lists the widths that weights are likely to have: the usual ones, then every multiple of 0.05
   * up to 4.
   */
  public static List<Double> widths() {
    return DoubleStream.concat(
            DoubleStream.of(COMMON_WIDTHS),
            IntStream.rangeClosed(1, WIDTH_STEPS).mapToDouble(i -> i / STEPS_OF_ONE))
        .boxed()
        .toList();
  }

  private static List<InvertedResidual> blocks(double width) {
    List<InvertedResidual> blocks = new ArrayList<>();
    int in = divisible(STEM * width);
    for (int[] stage : STAGES) {
      int out = divisible(stage[1] * width);
      for (int i = 0; i < stage[2]; i++) {
        int stride = i == 0 ? stage[3] : 1;
        blocks.add(
            new InvertedResidual(
                in * stage[0], stage[0] != 1, 3, stride, out, stride == 1 && in == out));
        in = out;
      }
    }
    return blocks;
  }

  /** Rounds channels to a multiple of 8 without losing more than a tenth (torchvision's). */
  static int divisible(double channels) {
    int rounded = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
    return rounded < 0.9 * channels ? rounded + DIVISOR : rounded;
  }
}
