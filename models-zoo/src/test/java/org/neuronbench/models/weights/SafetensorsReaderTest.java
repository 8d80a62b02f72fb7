package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuronbench.core.Hashes;

class SafetensorsReaderTest {

  @Test
  void readsTensorsAndMetadata() {
    WeightFile file = SafetensorsReader.read("memory", Bytes.good());
    assertThat(file.source()).isEqualTo("memory");
    assertThat(file.metadata()).containsOnlyKeys("k").containsEntry("k", "v");
    assertThat(file.tensors()).containsOnlyKeys("a", "b");
    assertThat(file.tensors().get("b").shape()).containsExactly(1, 3);
    assertThat(file.tensors().get("b").values()).containsExactly(3, 4, 5);
    assertThat(file.sha256()).isEqualTo(Hashes.of(Bytes.good()));
  }

  @Test
  void readsAScalarAndAnEmptyTensor() {
    String header =
        "{\"s\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
            + "\"e\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[4,4]}}";
    WeightFile file = SafetensorsReader.read("memory", Bytes.of(header, 7));
    assertThat(file.tensors().get("s").values()).containsExactly(7);
    assertThat(file.tensors().get("e").values()).isEmpty();
    assertThat(file.metadata()).isEmpty();
  }

  @Test
  void readsTensorsInAnyOrder() {
    String header =
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}   ";
    WeightFile file = SafetensorsReader.read("memory", Bytes.of(header, 1, 2));
    assertThat(file.tensors().get("a").values()).containsExactly(1);
    assertThat(file.tensors().get("b").values()).containsExactly(2);
  }

  /** The values are 1, -2 and the largest number of the type that is below infinity, or so. */
  @ParameterizedTest
  @CsvSource({
    "F64, 000000000000f03f00000000000000c0000000e0ffffef47, 3.4028235e38",
    "F16, 003c00c0ff7b, 65504",
    "BF16, 803f00c07f7f, 3.3895314e38",
    "I64, 0100000000000000feffffffffffffff0000000001000000, 4294967296",
    "I32, 01000000feffffffffffff00, 16777215",
    "I16, 0100feffff7f, 32767",
    "I8, 01fe7f, 127",
  })
  void readsEveryType(ElementType type, String data, float third) {
    byte[] numbers = HexFormat.of().parseHex(data);
    byte[] head = Bytes.of(Bytes.tensor(type.name(), "[3]", "[0,%d]".formatted(numbers.length)));
    byte[] file = Arrays.copyOf(head, head.length + numbers.length);
    System.arraycopy(numbers, 0, file, head.length, numbers.length);
    Tensor tensor = SafetensorsReader.read("memory", file).tensors().get("t");
    assertThat(tensor.values()).containsExactly(1, -2, third);
    assertThat(tensor.type()).isEqualTo(type);
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path path = Files.write(folder.resolve("w.safetensors"), Bytes.good());
    assertThat(SafetensorsReader.read(path).source()).isEqualTo(path.toString());
  }
}
