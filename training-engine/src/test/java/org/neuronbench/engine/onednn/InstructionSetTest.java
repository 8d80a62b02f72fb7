package org.neuronbench.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.Test;

class InstructionSetTest {

  @Test
  void tellsWhichMultiplyBfloat16() {
    assertThat(InstructionSet.multipliesBfloat16(dnnl.dnnl_cpu_isa_avx512_core_bf16)).isTrue();
    assertThat(InstructionSet.multipliesBfloat16(dnnl.dnnl_cpu_isa_avx512_core_amx)).isTrue();
    assertThat(InstructionSet.multipliesBfloat16(dnnl.dnnl_cpu_isa_avx512_core_vnni)).isFalse();
    assertThat(InstructionSet.multipliesBfloat16(dnnl.dnnl_cpu_isa_avx2)).isFalse();
  }
}
