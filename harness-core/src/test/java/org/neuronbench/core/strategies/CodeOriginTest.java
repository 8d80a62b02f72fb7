package org.neuronbench.core.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeOriginTest {

  @Test
  void isTheFolderOrJarOfAClass() {
    CodeOrigin origin = CodeOrigin.of(Plain.class);
    assertThat(origin.location()).isEqualTo("test-classes");
    assertThat(origin.hash()).matches("[0-9a-f]{64}").isEqualTo(CodeOrigin.of(Faulty.class).hash());
    assertThat(CodeOrigin.of(Test.class).location())
        .startsWith("junit-jupiter-api-")
        .endsWith("jar");
    assertThat(CodeOrigin.of(Test.class).hash()).isNotEqualTo(origin.hash());
  }

  @Test
  void isUnknownForAClassOfTheJavaRuntime() {
    assertThat(CodeOrigin.of(String.class)).isEqualTo(new CodeOrigin("unknown", "unknown"));
  }
}
