package org.neuronbench.engine.onednn;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.neuronbench.core.engine.Precision;

/** Compiles batch norms and their gradients. */
record BatchNormKernels(Kernels kernels, Precision precision) {

  private batch_normalization_forward.primitive_desc descriptor(
      memory.desc data, float epsilon, int flags, int kind) {
    return new batch_normalization_forward.primitive_desc(
        kernels.cpu(), kind, data, data, epsilon, flags, Attributes.of(), false);
  }

  private static int flags(boolean relu) {
    return dnnl.dnnl_use_scale | dnnl.dnnl_use_shift | (relu ? dnnl.dnnl_fuse_norm_relu : 0);
  }

  Kernel forward(long[] dims, float epsilon, boolean relu) {
    return kernels.kernel(
        "batch norm forward",
        List.of(precision, relu, epsilon, Arrays.toString(dims)),
        () ->
            descriptor(
                Layouts.forBatchNorm(precision, dims),
                epsilon,
                flags(relu),
                dnnl.dnnl_forward_training));
  }

  Kernel inference(long[] dims, float epsilon) {
    int global = flags(false) | dnnl.dnnl_use_global_stats;
    return kernels.kernel(
        "batch norm inference",
        List.of(precision, epsilon, Arrays.toString(dims)),
        () ->
            descriptor(
                Layouts.channelsLast(precision, dims),
                epsilon,
                global,
                dnnl.dnnl_forward_inference));
  }

  Kernel backward(long[] dims, float epsilon, boolean relu) {
    return kernels.kernel(
        "batch norm backward",
        List.of(precision, relu, epsilon, Arrays.toString(dims)),
        () -> {
          memory.desc data = Layouts.forBatchNorm(precision, dims);
          return new batch_normalization_backward.primitive_desc(
              kernels.cpu(),
              dnnl.dnnl_backward,
              data,
              data,
              data,
              epsilon,
              flags(relu),
              descriptor(data, epsilon, flags(relu), dnnl.dnnl_forward_training),
              Attributes.of(),
              false);
        });
  }
}
