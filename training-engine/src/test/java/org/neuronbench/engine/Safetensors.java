package org.neuronbench.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A file of 32-bit floats that tests trust. */
record Safetensors(Map<String, INDArray> tensors, Map<String, String> metadata) {

  static Safetensors of(byte[] file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      byte[] header = new byte[(int) bytes.getLong()];
      bytes.get(header);
      ByteBuffer body = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
      JsonMapper json = new JsonMapper();
      Map<String, INDArray> tensors = new HashMap<>();
      Map<String, String> metadata = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : json.readTree(header).properties()) {
        if (entry.getKey().equals("__metadata__")) {
          metadata.putAll(json.convertValue(entry.getValue(), new TypeReference<>() {}));
        } else {
          tensors.put(entry.getKey(), tensor(entry.getValue(), body));
        }
      }
      return new Safetensors(tensors, metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static INDArray tensor(JsonNode described, ByteBuffer body) {
    long[] shape = new JsonMapper().convertValue(described.get("shape"), long[].class);
    JsonNode offsets = described.get("data_offsets");
    int from = offsets.get(0).intValue();
    float[] values = new float[(offsets.get(1).intValue() - from) / Float.BYTES];
    body.slice(from, values.length * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return Nd4j.create(values, shape, 'c');
  }

  Safetensors with(Map<String, INDArray> others) {
    return new Safetensors(others, metadata);
  }

  JsonNode json(String key) {
    try {
      return new JsonMapper().readTree(metadata.get(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
