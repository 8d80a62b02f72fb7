package org.neuronbench.engine.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/** What is done to numbers that are laid out anew. */
enum Reordering {
  AS_THEY_ARE,

  /** Each times a number for its index of the first dimension. */
  SCALED,

  /** The same, added to what is there. */
  SCALED_AND_ADDED;

  primitive_attr attributes() {
    primitive_attr attributes = Attributes.of();
    if (this != AS_THEY_ARE) {
      attributes.set_scales_mask(dnnl.DNNL_ARG_FROM, 1);
    }
    if (this == SCALED_AND_ADDED) {
      post_ops ops = new post_ops();
      ops.append_sum(1, 0, memory.data_type.undef);
      attributes.set_post_ops(ops);
    }
    return attributes;
  }
}
