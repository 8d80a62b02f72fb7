package org.neuronbench.models.graphs;

/**
 * One block of MobileNetV2 and its kin: expand 1x1, unless it is the first one; depthwise, with
 * kernel and stride; project 1x1.
 */
record InvertedResidual(
    int expanded, boolean expands, int kernel, int stride, int out, boolean residual) {

  /** Counts the weights of its convolutions, behind so many channels. */
  long weights(int in) {
    long expansion = expands ? (long) in * expanded : 0;
    return expansion + (long) expanded * kernel * kernel + (long) expanded * out;
  }

  /** Appends the block as torchvision's {@code features.INDEX}. */
  String append(GraphAssembler net, int index, String from) {
    String prefix = "features." + index + ".conv.";
    int module = 0;
    String last = from;
    if (expands) {
      last = net.convolution(prefix + "0.0", last, expanded, 1, 1);
      last = net.relu6(prefix + "0.2", net.batchNorm(prefix + "0.1", last));
      module++;
    }
    last = net.depthwise(prefix + module + ".0", last, expanded, kernel, stride);
    last = net.batchNorm(prefix + module + ".1", last);
    last = net.relu6(prefix + module + ".2", last);
    module++;
    last = net.convolution(prefix + module, last, out, 1, 1);
    last = net.batchNorm(prefix + (module + 1), last);
    return residual ? net.add("features." + index + ".add", from, last) : last;
  }
}
