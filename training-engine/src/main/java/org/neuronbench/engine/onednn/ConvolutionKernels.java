package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/** Compiles convolutions and their gradients. */
record ConvolutionKernels(Kernels kernels) {

  /** The argument that is added to the result. */
  static final int ADDEND = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1;

  private convolution_forward.primitive_desc forwardDescriptor(
      Geometry g, int batch, boolean bias, primitive_attr attributes, int kind) {
    memory.desc source = Layouts.channelsLast(g.input(batch));
    memory.desc target = Layouts.channelsLast(g.output(batch));
    return new convolution_forward.primitive_desc(
        kernels.cpu(),
        kind,
        dnnl.dnnl_convolution_direct,
        source,
        Layouts.anyWeights(g),
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
        new Kernel.Key("convolution forward", List.of(batch, bias, adding, activation, g)),
        g.macs(),
        () ->
            Implementations.choose(
                g,
                () ->
                    forwardDescriptor(
                        g,
                        batch,
                        bias,
                        adding
                            ? Attributes.adding(Layouts.channelsLast(g.output(batch)), activation)
                            : Attributes.of(activation),
                        dnnl.dnnl_forward_inference)));
  }

  Kernel backwardData(Geometry g, int batch) {
    return kernels.kernel(
        new Kernel.Key("convolution backward data", List.of(batch, g)),
        g.macs(),
        () -> Implementations.choose(g, () -> backwardDataDescriptor(g, batch)));
  }

  private convolution_backward_data.primitive_desc backwardDataDescriptor(Geometry g, int batch) {
    return new convolution_backward_data.primitive_desc(
        kernels.cpu(),
        dnnl.dnnl_convolution_direct,
        Layouts.channelsLast(g.input(batch)),
        Layouts.anyWeights(g),
        Layouts.channelsLast(g.output(batch)),
        g.stride().extents(),
        g.padBefore().extents(),
        g.padAfter(),
        forwardDescriptor(g, batch, false, Attributes.of(), dnnl.dnnl_forward_training),
        Attributes.of(),
        false);
  }

  Kernel backwardWeights(Geometry g, int batch, boolean bias) {
    return kernels.kernel(
        new Kernel.Key("convolution backward weights", List.of(batch, bias, g)),
        g.macs(),
        () ->
            new convolution_backward_weights.primitive_desc(
                kernels.cpu(),
                dnnl.dnnl_convolution_direct,
                Layouts.channelsLast(g.input(batch)),
                Layouts.anyWeights(g),
                Layouts.bias(bias, g.outputChannels()),
                Layouts.channelsLast(g.output(batch)),
                g.stride().extents(),
                g.padBefore().extents(),
                g.padAfter(),
                forwardDescriptor(g, batch, bias, Attributes.of(), dnnl.dnnl_forward_training),
                Attributes.of(),
                false));
  }
}
