package org.neuronbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

  private static final String[] SMALL = {
    "bench",
    "--networks",
    "micro",
    "--repeats",
    "1",
    "--steps",
    "1",
    "--batch",
    "2",
    "--image-size",
    "32",
    "--threads",
    "1",
    "--python"
  };

  @TempDir Path folder;

  /** What calls itself a Python: a shell script. */
  private String python(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("python3"), "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }

  private static Outcome bench(String python) {
    String[] all = java.util.Arrays.copyOf(SMALL, SMALL.length + 1);
    all[SMALL.length] = python;
    return Outcome.of(all);
  }

  @Test
  void anUnknownModelIsRefusedBeforeAnythingIsMeasured() {
    Outcome refused = Outcome.of("bench", "--networks", "mobilenet-v2,resnet-81");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .startsWith("neuronbench: --networks: 'resnet-81' cannot be measured, expected one of ")
        .contains("did you mean 'resnet-18'?");
  }

  @Test
  void aModelThatNeedsWeightsIsRefused() {
    assertThat(Outcome.of("bench", "--networks", "mcunet-5fps").err())
        .contains("'mcunet-5fps' cannot be measured");
  }

  @Test
  void nothingIsMeasuredZeroTimes() {
    Outcome refused = Outcome.of("bench", "--repeats", "0");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).isEqualTo("neuronbench: --repeats: must be 1 or more, not 0\n");
  }

  @Test
  void aPythonThatIsNotThereIsRefused() {
    Outcome refused = bench(folder.resolve("nowhere").toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("nowhere' cannot import torch and torchvision: ", "--python FILE");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPythonWithoutTorchIsOneLineAndNoTraceback() throws IOException {
    Outcome refused =
        bench(
            python(
                """
                echo 'Traceback (most recent call last):' >&2
                echo '  File "<string>", line 1, in <module>' >&2
                echo "ModuleNotFoundError: No module named 'torch'" >&2
                exit 1
                """));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err())
        .contains("cannot import torch and torchvision: ModuleNotFoundError: No module named")
        .contains("apt-get install python3-torch python3-torchvision")
        .doesNotContain("Traceback");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void measuresOnednnOnlyUnlessAskedForMore() throws IOException {
    Outcome measured = bench(python("exit 0"));
    assertThat(measured.err()).isEmpty();
    assertThat(measured.code()).isZero();
    assertThat(measured.out())
        .contains(
            "1 of 2: measuring micro, full-train-bn ...", "2 of 2: measuring micro, evaluation")
        .contains("  took ", " left")
        .contains("onednn", "pytorch          not measured")
        .doesNotContain("dl4j");
  }
}
