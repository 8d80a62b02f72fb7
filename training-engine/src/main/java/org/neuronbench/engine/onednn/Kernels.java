package org.neuronbench.engine.onednn;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Compiles primitives and keeps them: an epoch's plan asks for the same shapes again. Owns the
 * oneDNN engine, the stream, everything compiled and one idle arena.
 */
final class Kernels implements AutoCloseable {

  private static final float RELU6_LIMIT = 6;
  private static final long[] NO_DILATION = {0, 0};

  private final engine cpu = new engine(engine.kind.cpu, 0);
  private final stream queue = new stream(cpu);
  private final Map<String, Kernel> compiled = new HashMap<>();
  private @Nullable BytePointer idle;

  /**
   * Lends a block for an arena: the one that was given back last, if it is large enough. Touching
   * fresh memory would cost more than a training step.
   */
  BytePointer borrow(long bytes) {
    BytePointer block = idle;
    idle = null;
    if (block != null && block.capacity() >= bytes) {
      return block;
    }
    if (block != null) {
      block.close();
    }
    return new BytePointer(bytes);
  }

  void giveBack(BytePointer block) {
    if (idle != null) {
      idle.close();
    }
    idle = block;
  }

  engine cpu() {
    return cpu;
  }

  stream queue() {
    return queue;
  }

  /** Describes an activation, channels last. */
  static memory.desc channelsLast(long... dims) {
    return new memory.desc(dims, memory.data_type.f32, memory.format_tag.nhwc);
  }

  static memory.desc vector(long length) {
    return new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.a);
  }

  static memory.desc matrix(long rows, long columns) {
    return new memory.desc(new long[] {rows, columns}, memory.data_type.f32, memory.format_tag.ab);
  }

  private static memory.desc anyWeights(Geometry g) {
    return new memory.desc(g.weights(), memory.data_type.f32, memory.format_tag.any);
  }

  /** Describes a convolution's weights as they lie in the parameter vector. */
  static memory.desc plainWeights(Geometry g) {
    return new memory.desc(g.weights(), memory.data_type.f32, g.weightStrides());
  }

  /** Describes a weight gradient as rows: channel by channel, in kernel order. */
  static memory.desc rowWeights(Geometry g) {
    return new memory.desc(
        g.weights(),
        memory.data_type.f32,
        g.depthwise() ? memory.format_tag.goihw : memory.format_tag.oihw);
  }

  @SuppressWarnings("try") // the scope frees what is made while it is open; nothing refers to it
  private Kernel kernel(String key, Supplier<? extends primitive_desc_base> descriptor) {
    Kernel known = compiled.get(key);
    if (known != null) {
      return known;
    }
    try (PointerScope temporaries = new PointerScope()) {
      primitive_desc_base desc = descriptor.get();
      primitive executable = new primitive(desc.get());
      desc.retainReference();
      executable.retainReference();
      Kernel kernel = new Kernel(key, desc, executable);
      compiled.put(key, kernel);
      return kernel;
    } catch (RuntimeException e) {
      throw new IllegalStateException("oneDNN has no primitive for " + key + ": " + e, e);
    }
  }

  private static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
    return attributes;
  }

  private static primitive_attr attributes(Activation activation) {
    primitive_attr attributes = attributes();
    if (activation != Activation.NONE) {
      post_ops ops = new post_ops();
      if (activation == Activation.RELU6) {
        ops.append_eltwise(dnnl.dnnl_eltwise_clip_v2, 0, RELU6_LIMIT);
      } else {
        ops.append_eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
      }
      attributes.set_post_ops(ops);
    }
    return attributes;
  }

  private convolution_forward.primitive_desc forwardDescriptor(
      Geometry g, int batch, boolean bias, Activation activation, int kind) {
    memory.desc source = channelsLast(g.input(batch));
    memory.desc target = channelsLast(g.output(batch));
    return bias
        ? new convolution_forward.primitive_desc(
            cpu,
            kind,
            dnnl.dnnl_convolution_direct,
            source,
            anyWeights(g),
            vector(g.outputChannels()),
            target,
            g.strides(),
            g.padBefore(),
            g.padAfter(),
            attributes(activation),
            false)
        : new convolution_forward.primitive_desc(
            cpu,
            kind,
            dnnl.dnnl_convolution_direct,
            source,
            anyWeights(g),
            target,
            g.strides(),
            g.padBefore(),
            g.padAfter(),
            attributes(activation),
            false);
  }

  Kernel convolution(Geometry g, int batch, boolean bias, Activation activation) {
    return kernel(
        "convolution forward " + batch + bias + activation + g,
        () ->
            Implementations.choose(
                g,
                () -> forwardDescriptor(g, batch, bias, activation, dnnl.dnnl_forward_inference)));
  }

  Kernel convolutionBackwardData(Geometry g, int batch) {
    return kernel(
        "convolution backward data " + batch + g,
        () -> Implementations.choose(g, () -> backwardDataDescriptor(g, batch)));
  }

  private convolution_backward_data.primitive_desc backwardDataDescriptor(Geometry g, int batch) {
    return new convolution_backward_data.primitive_desc(
        cpu,
        dnnl.dnnl_convolution_direct,
        channelsLast(g.input(batch)),
        anyWeights(g),
        channelsLast(g.output(batch)),
        g.strides(),
        g.padBefore(),
        g.padAfter(),
        forwardDescriptor(g, batch, false, Activation.NONE, dnnl.dnnl_forward_training),
        attributes(),
        false);
  }

  Kernel convolutionBackwardWeights(Geometry g, int batch) {
    return kernel(
        "convolution backward weights " + batch + g,
        () ->
            new convolution_backward_weights.primitive_desc(
                cpu,
                dnnl.dnnl_convolution_direct,
                channelsLast(g.input(batch)),
                anyWeights(g),
                channelsLast(g.output(batch)),
                g.strides(),
                g.padBefore(),
                g.padAfter(),
                forwardDescriptor(g, batch, false, Activation.NONE, dnnl.dnnl_forward_training),
                attributes(),
                false));
  }

  private batch_normalization_forward.primitive_desc batchNormDescriptor(
      long[] dims, float epsilon, int flags, int kind) {
    memory.desc data = channelsLast(dims);
    return new batch_normalization_forward.primitive_desc(
        cpu, kind, data, data, epsilon, flags, attributes(), false);
  }

  private static int batchNormFlags(boolean relu) {
    return dnnl.dnnl_use_scale | dnnl.dnnl_use_shift | (relu ? dnnl.dnnl_fuse_norm_relu : 0);
  }

  Kernel batchNorm(long[] dims, float epsilon, boolean relu) {
    return kernel(
        "batch norm forward " + relu + epsilon + java.util.Arrays.toString(dims),
        () -> batchNormDescriptor(dims, epsilon, batchNormFlags(relu), dnnl.dnnl_forward_training));
  }

  Kernel batchNormInference(long[] dims, float epsilon) {
    int flags = batchNormFlags(false) | dnnl.dnnl_use_global_stats;
    return kernel(
        "batch norm inference " + epsilon + java.util.Arrays.toString(dims),
        () -> batchNormDescriptor(dims, epsilon, flags, dnnl.dnnl_forward_inference));
  }

  Kernel batchNormBackward(long[] dims, float epsilon, boolean relu) {
    return kernel(
        "batch norm backward " + relu + epsilon + java.util.Arrays.toString(dims),
        () -> {
          memory.desc data = channelsLast(dims);
          return new batch_normalization_backward.primitive_desc(
              cpu,
              dnnl.dnnl_backward,
              data,
              data,
              data,
              epsilon,
              batchNormFlags(relu),
              batchNormDescriptor(dims, epsilon, batchNormFlags(relu), dnnl.dnnl_forward_training),
              attributes(),
              false);
        });
  }

  private eltwise_forward.primitive_desc clipDescriptor(long[] dims, Activation activation) {
    memory.desc data = channelsLast(dims);
    int algorithm =
        activation == Activation.RELU6
            ? dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd
            : dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
    return new eltwise_forward.primitive_desc(
        cpu,
        dnnl.dnnl_forward_training,
        algorithm,
        data,
        data,
        0f,
        activation == Activation.RELU6 ? RELU6_LIMIT : 0f,
        attributes(),
        false);
  }

  Kernel activation(long[] dims, Activation activation) {
    return kernel(
        "activation forward " + activation + java.util.Arrays.toString(dims),
        () -> clipDescriptor(dims, activation));
  }

  Kernel activationBackward(long[] dims, Activation activation) {
    return kernel(
        "activation backward " + activation + java.util.Arrays.toString(dims),
        () -> {
          memory.desc data = channelsLast(dims);
          eltwise_forward.primitive_desc forward = clipDescriptor(dims, activation);
          int algorithm =
              activation == Activation.RELU6
                  ? dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd
                  : dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
          return new eltwise_backward.primitive_desc(
              cpu,
              algorithm,
              data,
              data,
              data,
              0f,
              activation == Activation.RELU6 ? RELU6_LIMIT : 0f,
              forward,
              attributes(),
              false);
        });
  }

  Kernel addition(long[] dims, Activation activation) {
    return kernel(
        "addition " + activation + java.util.Arrays.toString(dims),
        () -> {
          memory.desc data = channelsLast(dims);
          return new binary.primitive_desc(
              cpu, dnnl.dnnl_binary_add, data, data, data, attributes(activation), false);
        });
  }

  private pooling_forward.primitive_desc poolingDescriptor(Node.Pooling node, int batch) {
    Geometry g = node.geometry();
    return new pooling_forward.primitive_desc(
        cpu,
        dnnl.dnnl_forward_training,
        poolingAlgorithm(node),
        channelsLast(g.input(batch)),
        channelsLast(g.output(batch)),
        g.strides(),
        g.kernel(),
        NO_DILATION,
        g.padBefore(),
        g.padAfter(),
        attributes(),
        false);
  }

  private static int poolingAlgorithm(Node.Pooling node) {
    return node.maximum() ? dnnl.dnnl_pooling_max : dnnl.dnnl_pooling_avg_exclude_padding;
  }

  Kernel pooling(Node.Pooling node, int batch) {
    return kernel(
        "pooling forward " + batch + node.maximum() + node.geometry(),
        () -> poolingDescriptor(node, batch));
  }

  Kernel poolingBackward(Node.Pooling node, int batch) {
    Geometry g = node.geometry();
    return kernel(
        "pooling backward " + batch + node.maximum() + g,
        () ->
            new pooling_backward.primitive_desc(
                cpu,
                poolingAlgorithm(node),
                channelsLast(g.input(batch)),
                channelsLast(g.output(batch)),
                g.strides(),
                g.kernel(),
                NO_DILATION,
                g.padBefore(),
                g.padAfter(),
                poolingDescriptor(node, batch),
                attributes(),
                false));
  }

  private inner_product_forward.primitive_desc linearDescriptor(Node.Head head, int batch) {
    return new inner_product_forward.primitive_desc(
        cpu,
        dnnl.dnnl_forward_training,
        matrix(batch, head.features()),
        matrix(head.classes(), head.features()),
        vector(head.classes()),
        matrix(batch, head.classes()),
        attributes(),
        false);
  }

  Kernel linear(Node.Head head, int batch) {
    return kernel("linear forward " + batch + head, () -> linearDescriptor(head, batch));
  }

  Kernel linearBackwardData(Node.Head head, int batch) {
    return kernel(
        "linear backward data " + batch + head,
        () ->
            new inner_product_backward_data.primitive_desc(
                cpu,
                matrix(batch, head.features()),
                matrix(head.classes(), head.features()),
                matrix(batch, head.classes()),
                linearDescriptor(head, batch),
                attributes(),
                false));
  }

  Kernel linearBackwardWeights(Node.Head head, int batch) {
    return kernel(
        "linear backward weights " + batch + head,
        () ->
            new inner_product_backward_weights.primitive_desc(
                cpu,
                matrix(batch, head.features()),
                matrix(head.classes(), head.features()),
                vector(head.classes()),
                matrix(batch, head.classes()),
                linearDescriptor(head, batch),
                attributes(),
                false));
  }

  Kernel reorder(String what, memory.desc from, memory.desc to) {
    return kernel(
        "reorder " + what,
        () -> new reorder.primitive_desc(cpu, from, cpu, to, attributes(), false));
  }

  @Override
  public void close() {
    if (idle != null) {
      idle.close();
    }
    compiled.values().forEach(Kernel::close);
    compiled.clear();
    queue.close();
    cpu.close();
  }
}
