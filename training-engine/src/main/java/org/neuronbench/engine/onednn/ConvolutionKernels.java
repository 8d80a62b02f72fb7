package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** Compiles convolutions and their gradients. */
record ConvolutionKernels(Kernels kernels) {

  private convolution_forward.primitive_desc forwardDescriptor(
      Geometry g, int batch, boolean bias, Activation activation, int kind) {
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
        Attributes.of(activation),
        false);
  }

  Kernel forward(Geometry g, int batch, boolean bias, Activation activation) {
    return kernels.kernel(
        new Kernel.Key("convolution forward", List.of(batch, bias, activation, g)),
        g.macs(),
        () ->
            Implementations.choose(
                g,
                () -> forwardDescriptor(g, batch, bias, activation, dnnl.dnnl_forward_inference)));
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
        forwardDescriptor(g, batch, false, Activation.NONE, dnnl.dnnl_forward_training),
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
                forwardDescriptor(g, batch, bias, Activation.NONE, dnnl.dnnl_forward_training),
                Attributes.of(),
                false));
  }
}
