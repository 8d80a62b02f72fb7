package org.neuronbench.engine.onednn;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Native objects that are needed only while something is compiled or bound, mostly descriptions of
 * layouts: a program makes thousands. Left to the garbage collector they would pile up, because
 * they hardly show on the Java heap.
 */
final class Temporaries {

  private Temporaries() {}

  /** Frees what is made on the way to the result, unless it is kept. */
  @SuppressWarnings("try") // the scope frees what is made while it is open; nothing refers to it
  static <T> T freed(Supplier<T> result) {
    try (PointerScope temporaries = new PointerScope()) {
      return result.get();
    }
  }

  /** Lets a native object live until its owner closes it. */
  static <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    return pointer;
  }
}
