package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {

  @TempDir private Path folder;

  @Test
  void writesWhatTheReaderReads() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    float[] special = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, -1.5f};
    tensors.put("z.weight", new Tensor(new long[] {2, 3}, special));
    tensors.put("a \"quoted\" é", new Tensor(new long[] {}, new float[] {7}));
    tensors.put("empty", new Tensor(new long[] {0}, new float[0]));
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(file, tensors, Map.of("arch", "[{\"x\": 1}]"));
    WeightFile read = SafetensorsReader.read(file);
    assertThat(read.metadata()).isEqualTo(Map.of("arch", "[{\"x\": 1}]"));
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
    assertThat(read.tensors().get("z.weight").shape()).containsExactly(2, 3);
    assertThat(read.tensors().get("z.weight").values()).containsExactly(special);
  }

  @Test
  void alignsTheDataToEightBytes() throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(
        file, Map.of("t", new Tensor(new long[] {1}, new float[] {1})), Map.of());
    byte[] bytes = Files.readAllBytes(file);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
    assertThat(bytes).hasSize((int) (8 + header + 4));
  }

  /** PyTorch needs every number aligned to its size. */
  @Test
  void integersComeFirstAndAreAligned() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", new Tensor(new long[] {1}, new float[] {5}));
    tensors.put("n", new Tensor(new long[] {}, new float[] {7}, ElementType.I64));
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(file, tensors, Map.of());
    WeightFile read = SafetensorsReader.read(file);
    assertThat(read.tensors().keySet()).containsExactly("n", "a");
    assertThat(read.tensors().get("n").type()).isEqualTo(ElementType.I64);
    assertThat(read.tensors().get("n").values()).containsExactly(7);
    assertThat(read.tensors().get("a").values()).containsExactly(5);
  }

  @Test
  void leavesNothingBesideTheFile() throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(file, Map.of(), Map.of());
    SafetensorsWriter.write(file, Map.of(), Map.of("k", "v"));
    assertThat(folder).isDirectoryContaining(file::equals);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(SafetensorsReader.metadata(file)).containsEntry("k", "v");
  }

  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    Path file = Files.createDirectory(folder.resolve("w.safetensors"));
    Files.createFile(file.resolve("inside"));
    assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of(), Map.of()))
        .isInstanceOf(IOException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
