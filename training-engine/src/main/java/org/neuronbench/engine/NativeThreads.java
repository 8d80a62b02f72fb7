package org.neuronbench.engine;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads native code uses, for sessions that differ in it within one process. */
public final class NativeThreads {

  private NativeThreads() {}

  /**
   * Sets the threads of OpenMP. Each thread that calls native code counts for itself, so this is
   * said before every piece of work.
   *
   * @param threads at least 1
   */
  public static void use(int threads) {
    Nd4j.getBackend(); // finds the library, if nobody did before
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }

  /**
   * Does work that uses the linear algebra of ND4J, whose threads are the process's: no other
   * session does such work meanwhile.
   */
  public static synchronized <T> T alone(int threads, Supplier<T> work) {
    use(threads);
    openblas_nolapack.blas_set_num_threads(threads);
    return work.get();
  }
}
