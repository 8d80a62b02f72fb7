package org.neuronbench.engine;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The thread counts of ND4J's native libraries, which are the process's and not a session's. */
public final class NativeThreads {

  private NativeThreads() {}

  /**
   * Sets the threads of all native libraries.
   *
   * @param threads at least 1
   */
  public static void use(int threads) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }
}
