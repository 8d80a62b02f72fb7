package org.neuronbench.models.graphs;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * LeNets (LeCun et al., 1998) as 2007.03213 uses them, for RGB: their first convolution has three
 * input channels where the paper's has one.
 */
public final class LeNet {

  private LeNet() {}

  /** Lays out the main network, for 16 px or more: 20 and 50 kernels of 5x5, 500 hidden units. */
  public static ComputationGraphConfiguration large(int inputSize, int classes) {
    GraphAssembler net = new GraphAssembler(inputSize);
    String tip = stage(net, 1, GraphAssembler.INPUT, 20, 5, 0);
    tip = stage(net, 2, tip, 50, 5, 0);
    return net.classifyAll("fc2", net.dense("fc1", tip, 500), classes);
  }

  /** Lays out the slim one that filters, for 4 px or more: 6 and 16 kernels of 3x3. */
  public static ComputationGraphConfiguration slim(int inputSize, int classes) {
    GraphAssembler net = new GraphAssembler(inputSize);
    String tip = stage(net, 1, GraphAssembler.INPUT, 6, 3, 1);
    return net.classifyAll("fc", stage(net, 2, tip, 16, 3, 1), classes);
  }

  private static String stage(
      GraphAssembler net, int index, String from, int channels, int kernel, int pad) {
    String tip = net.biasedConvolution("conv" + index, from, channels, kernel, pad);
    return net.maxPool("pool" + index, net.relu("relu" + index, tip), 2, 2, 0);
  }
}
