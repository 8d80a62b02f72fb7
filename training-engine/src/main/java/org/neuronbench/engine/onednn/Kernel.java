package org.neuronbench.engine.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;

/**
 * A compiled primitive with the memory layouts it chose. Owns native objects.
 *
 * @param name what it computes, for messages
 * @param macs multiply-accumulates of a convolution for one image, else 0
 * @param descriptor its descriptor
 * @param executable the executable
 */
record Kernel(String name, long macs, primitive_desc_base descriptor, primitive executable)
    implements AutoCloseable {

  memory.desc weights() {
    return descriptor.query_md(dnnl.dnnl_query_weights_md, 0);
  }

  memory.desc diffWeights() {
    return descriptor.query_md(dnnl.dnnl_query_diff_weights_md, 0);
  }

  memory.desc workspace() {
    return descriptor.query_md(dnnl.dnnl_query_workspace_md, 0);
  }

  memory.desc scratchpad() {
    return descriptor.query_md(dnnl.dnnl_query_scratchpad_md, 0);
  }

  /** Returns the layout of an argument, of no size where the primitive takes no such argument. */
  memory.desc argument(int id) {
    return descriptor.query_md(dnnl.dnnl_query_exec_arg_md, id);
  }

  /** Names the implementation that oneDNN chose, such as {@code brgconv:avx512_core}. */
  String implementation() {
    return descriptor.impl_info_str().getString();
  }

  /** Returns the name without the shape: what kind of work it is. */
  String kind() {
    return name.replaceFirst("[ ](true|false|NONE|RELU6?|[0-9-]).*", "");
  }

  @Override
  public void close() {
    executable.close();
    descriptor.close();
  }
}
