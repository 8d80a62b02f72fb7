package org.neuronbench.engine.onednn;

import org.bytedeco.dnnl.global.dnnl;
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
    primitive_attr attributes = of();
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
}
