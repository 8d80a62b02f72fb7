package org.neuronbench.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path path = Files.write(folder.resolve("w.safetensors"), Bytes.good());
    assertThat(SafetensorsReader.read(path).source()).isEqualTo(path.toString());
  }
}
