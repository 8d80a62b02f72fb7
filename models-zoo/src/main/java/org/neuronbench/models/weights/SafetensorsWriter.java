package org.neuronbench.models.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Writes the safetensors format. */
public final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file, replacing one of the same name.
   *
   * @param file the path
   * @param tensors by name, in the order to be written
   * @param metadata text by key
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] header = header(tensors, metadata);
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] length = new byte[Long.BYTES];
      little(length).putLong(header.length);
      out.write(length);
      out.write(header);
      for (Tensor tensor : tensors.values()) {
        byte[] bytes = new byte[tensor.values().length * Float.BYTES];
        little(bytes).asFloatBuffer().put(tensor.values());
        out.write(bytes);
      }
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    JsonMapper json = new JsonMapper();
    ObjectNode root = json.createObjectNode();
    root.putPOJO("__metadata__", metadata);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + (long) entry.getValue().values().length * Float.BYTES;
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", "F32");
      Arrays.stream(entry.getValue().shape()).forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = json.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }
}
