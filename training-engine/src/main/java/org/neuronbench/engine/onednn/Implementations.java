package org.neuronbench.engine.onednn;

import java.util.function.Supplier;
import org.bytedeco.dnnl.primitive_desc;
import org.neuronbench.core.engine.Precision;

/**
 * Chooses among oneDNN's implementations of a convolution. Its own first choice is kept but for two
 * cases, both of them its batch-reduced kernels (brgconv). In float32 on small images they take up
 * to 1.8 times as long as its older direct ones: 512 to 512 channels, 3x3 on 3x3 pixels, 6.0
 * against 3.4 to 3.9 ms. In bfloat16 the gradient of the input of a depthwise convolution with
 * strides takes 33 ms where the depthwise kernels take 0.7. The choice is by shape, not by a
 * measurement at run time, so that results repeat.
 */
final class Implementations {

  private static final String BATCH_REDUCED = "brg";
  private static final String DIRECT = "jit:avx512_core";
  private static final String DEPTHWISE = "jit_dw:";
  private static final int SMALL_IMAGE = 9;

  private Implementations() {}

  /** Returns the descriptor, moved on to another implementation where that is faster. */
  static primitive_desc choose(
      Geometry g, Precision precision, Supplier<? extends primitive_desc> descriptor) {
    primitive_desc first = descriptor.get();
    String wanted = wanted(g, precision);
    if (wanted.isEmpty() || !name(first).startsWith(BATCH_REDUCED)) {
      return first;
    }
    primitive_desc other = descriptor.get();
    while (!name(other).startsWith(wanted)) {
      if (!other.next_impl()) {
        return first;
      }
    }
    return other;
  }

  private static String wanted(Geometry g, Precision precision) {
    if (precision == Precision.BFLOAT16) {
      return g.depthwise() && g.stride().area() > 1 ? DEPTHWISE : "";
    }
    return small(g) ? DIRECT : "";
  }

  private static boolean small(Geometry g) {
    return g.kernel().area() > 1 && !g.depthwise() && g.output().area() <= SMALL_IMAGE;
  }

  private static String name(primitive_desc descriptor) {
    return descriptor.impl_info_str().getString();
  }
}
