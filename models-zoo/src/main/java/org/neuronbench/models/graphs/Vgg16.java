package org.neuronbench.models.graphs;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * VGG-16 with batch norm for CIFAR (Simonyan and Zisserman, ICLR 2015): torchvision's names of the
 * convolutions, which have biases, and one linear layer.
 */
public final class Vgg16 {

  /** Convolutions by stage; each stage ends in a maximum pooling that halves the map. */
  private static final int[][] STAGES = {
    {64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}
  };

  private Vgg16() {}

  /** Lays out the network, for images of 32 px or more. */
  public static ComputationGraphConfiguration build(int inputSize, int classes) {
    GraphAssembler net = new GraphAssembler(inputSize);
    String tip = GraphAssembler.INPUT;
    int module = 0;
    for (int[] stage : STAGES) {
      for (int channels : stage) {
        tip = net.biasedConvolution("features." + module++, tip, channels, 3, 1);
        tip = net.batchNorm("features." + module++, tip);
        tip = net.relu("features." + module++, tip);
      }
      tip = net.maxPool("features." + module++, tip, 2, 2, 0);
    }
    return net.classify("classifier", tip, classes);
  }
}
