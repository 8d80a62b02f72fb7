package org.neuronbench.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.neuronbench.core.engine.Precision;

/** How tensors lie in memory: activations channels last, weights as their user wants them. */
final class Layouts {

  private static final int BLOCK = 16;

  private Layouts() {}

  /** Describes an activation, channels last. */
  static memory.desc channelsLast(Precision precision, long... dims) {
    return new memory.desc(dims, type(precision), memory.format_tag.nhwc);
  }

  /**
   * Describes a map for batch norm. oneDNN's fast kernels take channels last only in multiples of
   * 16; others are blocked, which takes two reorders and still a tenth of the time (24 channels of
   * 24x24, batch 32, bfloat16: 2.7 and 3.8 ms against 0.1 and 0.2).
   */
  static memory.desc forBatchNorm(Precision precision, long... dims) {
    return dims[1] % BLOCK == 0
        ? channelsLast(precision, dims)
        : new memory.desc(dims, type(precision), memory.format_tag.nChw16c);
  }

  private static memory.data_type type(Precision precision) {
    return precision == Precision.BFLOAT16 ? memory.data_type.bf16 : memory.data_type.f32;
  }

  static memory.desc vector(long length) {
    return new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.a);
  }

  /** Describes a bias; the empty description stands for none. */
  static memory.desc bias(boolean present, long length) {
    return present ? vector(length) : new memory.desc();
  }

  /** Describes a matrix of which the columns, not the rows, are contiguous. */
  static memory.desc transposed(Precision precision, long rows, long columns) {
    return new memory.desc(new long[] {rows, columns}, type(precision), memory.format_tag.ba);
  }

  static memory.desc matrix(Precision precision, long rows, long columns) {
    return new memory.desc(new long[] {rows, columns}, type(precision), memory.format_tag.ab);
  }

  static memory.desc matrix(long rows, long columns) {
    return matrix(Precision.FLOAT32, rows, columns);
  }

  /** Lets the primitive choose how weights lie. */
  static memory.desc anyWeights(Precision precision, Geometry g) {
    return new memory.desc(g.weights(), type(precision), memory.format_tag.any);
  }

  /** Describes a convolution's weights as they lie in the parameter vector. */
  static memory.desc plainWeights(Geometry g) {
    return new memory.desc(g.weights(), memory.data_type.f32, g.weightStrides());
  }

  /** Describes the weights of a 1x1 convolution as rows of another that goes the other way. */
  static memory.desc turnedWeights(Geometry g) {
    return new memory.desc(g.weights(), memory.data_type.f32, memory.format_tag.iohw);
  }

  /** Describes a weight gradient as rows whose input channels lie side by side. */
  static memory.desc windowWeights(Geometry g) {
    return new memory.desc(g.weights(), memory.data_type.f32, memory.format_tag.ohwi);
  }

  /** Tells blocked layouts apart. */
  static String text(memory.desc layout) {
    StringBuilder text = new StringBuilder();
    text.append(layout.get_data_type()).append(" ").append(layout.get_size()).append(' ');
    for (int d = 0; d < layout.get_ndims(); d++) {
      text.append(layout.get_dims().get(d)).append('/');
      text.append(layout.get_strides().get(d)).append(' ');
    }
    for (int b = 0; b < layout.get_inner_nblks(); b++) {
      text.append(layout.get_inner_blks().get(b)).append('@');
      text.append(layout.get_inner_idxs().get(b)).append(' ');
    }
    return text.toString();
  }

  /** Describes a weight gradient as rows: channel by channel, in kernel order. */
  static memory.desc rowWeights(Geometry g) {
    return new memory.desc(
        g.weights(),
        memory.data_type.f32,
        g.depthwise() ? memory.format_tag.goihw : memory.format_tag.oihw);
  }
}
