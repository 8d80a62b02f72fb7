package org.neuronbench.engine.dl4j;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The thread counts of ND4J's native libraries, which are the process's and not a session's. */
final class NativeThreads {

  private NativeThreads() {}

  static void use(int threads) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }
}
