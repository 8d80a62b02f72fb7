package org.neuronbench.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.neuronbench.core.Text;

/** Refuses what would make native code read or write where it must not. */
final class ArgumentCheck {

  private ArgumentCheck() {}

  /** Checks that an argument has the layout the primitive was compiled for, and enough bytes. */
  static void fits(String where, Kernel kernel, int id, memory.desc layout, long bytes) {
    memory.desc wanted = kernel.argument(id);
    if (!wanted.equals(layout)) {
      throw new IllegalStateException(
          Text.format(
              "Layer %s, %s: argument %d has another layout than the primitive takes (%d bytes, not %d)",
              where, kernel.key(), id, layout.get_size(), wanted.get_size()));
    }
    if (bytes < layout.get_size()) {
      throw new IllegalStateException(
          Text.format(
              "Layer %s, %s: argument %d needs %d bytes, there are %d",
              where, kernel.key(), id, layout.get_size(), bytes));
    }
  }
}
