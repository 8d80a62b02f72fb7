package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.neuronbench.core.engine.Precision;

/** Compiles poolings and their gradients. */
record PoolingKernels(Kernels kernels, Precision precision) {

  private static final long[] NO_DILATION = {0, 0};

  private pooling_forward.primitive_desc descriptor(Node.Pooling node, int batch) {
    Geometry g = node.geometry();
    return new pooling_forward.primitive_desc(
        kernels.cpu(),
        dnnl.dnnl_forward_training,
        algorithm(node),
        Layouts.channelsLast(precision, g.input(batch)),
        Layouts.channelsLast(precision, g.output(batch)),
        g.stride().extents(),
        g.kernel().extents(),
        NO_DILATION,
        g.padBefore().extents(),
        g.padAfter(),
        Attributes.of(),
        false);
  }

  private static int algorithm(Node.Pooling node) {
    return node.maximum() ? dnnl.dnnl_pooling_max : dnnl.dnnl_pooling_avg_exclude_padding;
  }

  Kernel forward(Node.Pooling node, int batch) {
    return kernels.kernel(
        "pooling forward",
        List.of(precision, batch, node.maximum(), node.geometry()),
        () -> descriptor(node, batch));
  }

  Kernel backward(Node.Pooling node, int batch) {
    Geometry g = node.geometry();
    return kernels.kernel(
        "pooling backward",
        List.of(precision, batch, node.maximum(), g),
        () ->
            new pooling_backward.primitive_desc(
                kernels.cpu(),
                algorithm(node),
                Layouts.channelsLast(precision, g.input(batch)),
                Layouts.channelsLast(precision, g.output(batch)),
                g.stride().extents(),
                g.kernel().extents(),
                NO_DILATION,
                g.padBefore().extents(),
                g.padAfter(),
                descriptor(node, batch),
                Attributes.of(),
                false));
  }
}
