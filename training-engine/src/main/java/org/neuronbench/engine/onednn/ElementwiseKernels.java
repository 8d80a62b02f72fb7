package org.neuronbench.engine.onednn;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.neuronbench.core.engine.Precision;

/** Compiles activations, their gradients and additions. */
record ElementwiseKernels(Kernels kernels, Precision precision) {

  /** Backward passes read what the activation put out, which is kept anyway. */
  private static int algorithm(Activation activation) {
    return activation == Activation.RELU6
        ? dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd
        : dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
  }

  private static float limit(Activation activation) {
    return activation == Activation.RELU6 ? Attributes.RELU6_LIMIT : 0;
  }

  private eltwise_forward.primitive_desc activationDescriptor(long[] dims, Activation activation) {
    memory.desc data = Layouts.channelsLast(precision, dims);
    return new eltwise_forward.primitive_desc(
        kernels.cpu(),
        dnnl.dnnl_forward_training,
        algorithm(activation),
        data,
        data,
        0f,
        limit(activation),
        Attributes.of(),
        false);
  }

  Kernel activation(long[] dims, Activation activation) {
    return kernels.kernel(
        "activation forward",
        List.of(precision, activation, Arrays.toString(dims)),
        () -> activationDescriptor(dims, activation));
  }

  Kernel activationBackward(long[] dims, Activation activation) {
    return kernels.kernel(
        "activation backward",
        List.of(precision, activation, Arrays.toString(dims)),
        () -> {
          memory.desc data = Layouts.channelsLast(precision, dims);
          eltwise_forward.primitive_desc forward = activationDescriptor(dims, activation);
          return new eltwise_backward.primitive_desc(
              kernels.cpu(),
              algorithm(activation),
              data,
              data,
              data,
              0f,
              limit(activation),
              forward,
              Attributes.of(),
              false);
        });
  }

  Kernel addition(long[] dims, Activation activation) {
    return kernels.kernel(
        "addition",
        List.of(precision, activation, Arrays.toString(dims)),
        () -> {
          memory.desc data = Layouts.channelsLast(precision, dims);
          return new binary.primitive_desc(
              kernels.cpu(),
              dnnl.dnnl_binary_add,
              data,
              data,
              data,
              Attributes.of(activation),
              false);
        });
  }
}
