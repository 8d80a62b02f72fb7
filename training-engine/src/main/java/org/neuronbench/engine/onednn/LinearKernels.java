package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.neuronbench.core.engine.Precision;
import org.neuronbench.engine.onednn.LoweredNetwork.Extent;

/** Compiles fully connected layers and their gradients. */
record LinearKernels(Kernels kernels) {

  /** Describes the features of a batch; those of a map keep their places, channels last. */
  static memory.desc features(Node.Dense layer, int batch) {
    Extent in = layer.extent();
    return in.flat()
        ? Layouts.matrix(batch, in.channels())
        : Layouts.channelsLast(Precision.FLOAT32, in.dims(batch));
  }

  /** Describes the weights as they lie in the parameter vector: features of a map by channel. */
  static memory.desc weights(Node.Dense layer) {
    Extent in = layer.extent();
    return in.flat()
        ? Layouts.matrix(layer.outputs(), in.channels())
        : new memory.desc(
            new long[] {layer.outputs(), in.channels(), in.height(), in.width()},
            memory.data_type.f32,
            memory.format_tag.oihw);
  }

  static memory.desc outputs(Node.Dense layer, int batch) {
    return Layouts.matrix(batch, layer.outputs());
  }

  /**
   * The weight gradient of an unfolded convolution: {@code error' windows}, a row for each output
   * channel.
   */
  Kernel productOfRows(Unfolding unfolding, Precision precision) {
    Geometry g = unfolding.g();
    long outputs = g.outputChannels();
    return kernels.kernel(
        new Kernel.Key("convolution backward weights", List.of(precision, "unfolded", unfolding)),
        g.macs(),
        () ->
            new matmul.primitive_desc(
                kernels.cpu(),
                Layouts.transposed(precision, outputs, unfolding.rows()),
                Layouts.matrix(precision, unfolding.rows(), unfolding.rowLength()),
                Layouts.matrix(Precision.FLOAT32, outputs, unfolding.rowLength()),
                Attributes.of(),
                false));
  }

  private static List<?> shape(Node.Dense layer, int batch) {
    boolean biased = layer.parameters().biases() != null;
    return List.of(batch, layer.extent(), layer.outputs(), biased, layer.activation());
  }

  private inner_product_forward.primitive_desc descriptor(Node.Dense layer, int batch) {
    return new inner_product_forward.primitive_desc(
        kernels.cpu(),
        dnnl.dnnl_forward_training,
        features(layer, batch),
        weights(layer),
        bias(layer),
        outputs(layer, batch),
        Attributes.of(layer.activation()),
        false);
  }

  private static memory.desc bias(Node.Dense layer) {
    return Layouts.bias(layer.parameters().biases() != null, layer.outputs());
  }

  Kernel forward(Node.Dense layer, int batch) {
    return kernels.kernel("linear forward", shape(layer, batch), () -> descriptor(layer, batch));
  }

  Kernel backwardData(Node.Dense layer, int batch) {
    return kernels.kernel(
        "linear backward data",
        shape(layer, batch),
        () ->
            new inner_product_backward_data.primitive_desc(
                kernels.cpu(),
                features(layer, batch),
                weights(layer),
                outputs(layer, batch),
                descriptor(layer, batch),
                Attributes.of(),
                false));
  }

  Kernel backwardWeights(Node.Dense layer, int batch) {
    return kernels.kernel(
        "linear backward weights",
        shape(layer, batch),
        () ->
            new inner_product_backward_weights.primitive_desc(
                kernels.cpu(),
                features(layer, batch),
                weights(layer),
                bias(layer),
                outputs(layer, batch),
                descriptor(layer, batch),
                Attributes.of(),
                false));
  }
}
