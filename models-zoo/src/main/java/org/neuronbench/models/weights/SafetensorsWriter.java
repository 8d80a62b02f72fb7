package org.neuronbench.models.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the safetensors format: {@link ElementType#I64} as such, everything else as {@link
 * ElementType#F32}. Integers lie first, so that every number is aligned to its size, which PyTorch
 * needs.
 */
public final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file, replacing one of the same name. It is written beside its place and renamed into
   * it, so nobody ever sees half of one.
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    // not createTempFile, which lets nobody else read what is then moved into place
    Path temporary = file.resolveSibling(".writing-" + UUID.randomUUID() + ".safetensors");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        write(out, tensors, metadata);
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void write(
      OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    Map<String, Tensor> ordered = integersFirst(tensors);
    byte[] header = header(ordered, metadata);
    byte[] length = new byte[Long.BYTES];
    little(length).putLong(header.length);
    out.write(length);
    out.write(header);
    for (Tensor tensor : ordered.values()) {
      out.write(bytes(tensor));
    }
  }

  private static Map<String, Tensor> integersFirst(Map<String, Tensor> tensors) {
    Map<String, Tensor> ordered = new LinkedHashMap<>(tensors);
    ordered.values().removeIf(tensor -> !integer(tensor));
    tensors.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static boolean integer(Tensor tensor) {
    return tensor.type() == ElementType.I64;
  }

  private static byte[] bytes(Tensor tensor) {
    boolean integer = integer(tensor);
    byte[] bytes = new byte[tensor.values().length * (integer ? Long.BYTES : Float.BYTES)];
    ByteBuffer target = little(bytes);
    if (!integer) {
      target.asFloatBuffer().put(tensor.values());
      return bytes;
    }
    for (float value : tensor.values()) {
      target.putLong((long) value);
    }
    return bytes;
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
      Tensor tensor = entry.getValue();
      ElementType type = integer(tensor) ? ElementType.I64 : ElementType.F32;
      long end = offset + (long) tensor.values().length * type.bytes();
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", type.name());
      Arrays.stream(tensor.shape()).forEach(node.putArray("shape")::add);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = json.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }
}
