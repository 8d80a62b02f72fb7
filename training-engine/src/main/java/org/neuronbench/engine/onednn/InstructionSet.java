package org.neuronbench.engine.onednn;

import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;

/** Names of the instruction sets that oneDNN compiles for, as its documentation writes them. */
final class InstructionSet {

  private static final Map<Integer, String> NAMES =
      Map.of(
          dnnl.dnnl_cpu_isa_sse41, "sse4.1",
          dnnl.dnnl_cpu_isa_avx, "avx",
          dnnl.dnnl_cpu_isa_avx2, "avx2",
          dnnl.dnnl_cpu_isa_avx2_vnni, "avx2-vnni",
          dnnl.dnnl_cpu_isa_avx512_core, "avx512-core",
          dnnl.dnnl_cpu_isa_avx512_core_vnni, "avx512-core-vnni",
          dnnl.dnnl_cpu_isa_avx512_core_bf16, "avx512-core-bf16",
          dnnl.dnnl_cpu_isa_avx512_core_fp16, "avx512-core-fp16",
          dnnl.dnnl_cpu_isa_avx512_core_amx, "avx512-core-amx");

  private InstructionSet() {}

  /** Whether kernels may use the products of bfloat16; sets that hold others hold their bits. */
  static boolean multipliesBfloat16(int set) {
    return (set & dnnl.dnnl_cpu_isa_avx512_core_bf16) == dnnl.dnnl_cpu_isa_avx512_core_bf16;
  }

  static String name(int set) {
    return NAMES.getOrDefault(set, "set " + set);
  }
}
