package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.neuronbench.core.engine.Precision;

/** Compiles convolutions and their gradients. */
record ConvolutionKernels(Kernels kernels, Precision precision) {

  /** The argument that is added to the result. */
  static final int ADDEND = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1;

  private convolution_forward.primitive_desc forwardDescriptor(
      Geometry g, int batch, boolean bias, primitive_attr attributes, int kind) {
    memory.desc source = Layouts.channelsLast(precision, g.input(batch));
    memory.desc target = Layouts.channelsLast(precision, g.output(batch));
    return new convolution_forward.primitive_desc(
        kernels.cpu(),
        kind,
        dnnl.dnnl_convolution_direct,
        source,
        Layouts.anyWeights(precision, g),
        Layouts.bias(bias, g.outputChannels()),
        target,
        g.stride().extents(),
        g.padBefore().extents(),
        g.padAfter(),
        attributes,
        false);
  }

  Kernel forward(Geometry g, int batch, boolean bias, boolean adding, Activation activation) {
    return kernels.kernel(
        new Kernel.Key(
            "convolution forward", List.of(precision, batch, bias, adding, activation, g)),
        g.macs(),
        () ->
            Implementations.choose(
                g,
                precision,
                () ->
                    forwardDescriptor(
                        g,
                        batch,
                        bias,
                        adding
                            ? Attributes.adding(
                                Layouts.channelsLast(precision, g.output(batch)), activation)
                            : Attributes.of(activation),
                        dnnl.dnnl_forward_inference)));
  }

  Kernel backwardData(Geometry g, int batch) {
    return kernels.kernel(
        new Kernel.Key("convolution backward data", List.of(precision, batch, g)),
        g.macs(),
        () -> Implementations.choose(g, precision, () -> backwardDataDescriptor(g, batch)));
  }

  private convolution_backward_data.primitive_desc backwardDataDescriptor(Geometry g, int batch) {
    return new convolution_backward_data.primitive_desc(
        kernels.cpu(),
        dnnl.dnnl_convolution_direct,
        Layouts.channelsLast(precision, g.input(batch)),
        Layouts.anyWeights(precision, g),
        Layouts.channelsLast(precision, g.output(batch)),
        g.stride().extents(),
        g.padBefore().extents(),
        g.padAfter(),
        forwardDescriptor(g, batch, false, Attributes.of(), dnnl.dnnl_forward_training),
        Attributes.of(),
        false);
  }

  Kernel backwardWeights(Geometry g, int batch, boolean bias) {
    return kernels.kernel(
        new Kernel.Key("convolution backward weights", List.of(precision, batch, bias, g)),
        g.macs(),
        () -> backwardWeightsDescriptor(g, batch, bias));
  }

  /**
   * The products of all pairs of channels, and their sums. Counted as batch norm's work, not as a
   * convolution's.
   */
  Kernel moments(Geometry square, int batch) {
    return kernels.kernel(
        "batch norm moments",
        List.of(precision, batch, square),
        () -> backwardWeightsDescriptor(square, batch, true));
  }

  /** A convolution by a square matrix with biases; counted likewise. */
  Kernel product(Geometry square, int batch) {
    return kernels.kernel(
        "batch norm input gradient",
        List.of(precision, batch, square),
        () -> forwardDescriptor(square, batch, true, Attributes.of(), dnnl.dnnl_forward_inference));
  }

  private convolution_backward_weights.primitive_desc backwardWeightsDescriptor(
      Geometry g, int batch, boolean bias) {
    return new convolution_backward_weights.primitive_desc(
        kernels.cpu(),
        dnnl.dnnl_convolution_direct,
        Layouts.channelsLast(precision, g.input(batch)),
        Layouts.anyWeights(Precision.FLOAT32, g),
        Layouts.bias(bias, g.outputChannels()),
        Layouts.channelsLast(precision, g.output(batch)),
        g.stride().extents(),
        g.padBefore().extents(),
        g.padAfter(),
        forwardDescriptor(g, batch, bias, Attributes.of(), dnnl.dnnl_forward_training),
        Attributes.of(),
        false);
  }
}
