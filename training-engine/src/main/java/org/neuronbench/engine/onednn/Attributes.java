package org.neuronbench.engine.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/** What all primitives are asked for beside their mathematics. */
final class Attributes {

  static final float RELU6_LIMIT = 6;

  private Attributes() {}

  /** The scratch memory comes from the arena. */
  static primitive_attr of() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
    return attributes;
  }

  /** Applies an activation to the result as well. */
  static primitive_attr of(Activation activation) {
    return of(activation, new post_ops());
  }

  /** Adds a tensor of the result's layout, then applies an activation. */
  static primitive_attr adding(memory.desc addend, Activation activation) {
    post_ops ops = new post_ops();
    ops.append_binary(dnnl.dnnl_binary_add, addend);
    return of(activation, ops);
  }

  private static primitive_attr of(Activation activation, post_ops ops) {
    primitive_attr attributes = of();
    if (activation != Activation.NONE) {
      if (activation == Activation.RELU6) {
        ops.append_eltwise(dnnl.dnnl_eltwise_clip_v2, 0, RELU6_LIMIT);
      } else {
        ops.append_eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
      }
    }
    attributes.set_post_ops(ops);
    return attributes;
  }
}
