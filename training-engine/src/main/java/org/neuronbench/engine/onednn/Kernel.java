package org.neuronbench.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;

/**
 * A compiled primitive with the memory layouts it chose, and the multiply-accumulates of a
 * convolution for one image, else 0. Owns native objects.
 */
record Kernel(Key key, long macs, primitive_desc_base descriptor, primitive executable)
    implements AutoCloseable {

  /** What kind of work it is, and all that tells it from others of the kind. */
  record Key(String kind, List<?> shape) {
    @Override
    public String toString() {
      return kind + " " + shape;
    }
  }

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

  @Override
  public void close() {
    executable.close();
    descriptor.close();
  }
}
