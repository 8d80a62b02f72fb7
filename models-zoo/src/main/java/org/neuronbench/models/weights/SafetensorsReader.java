package org.neuronbench.models.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuronbench.core.InputException;

/**
 * Reads the safetensors format: an 8-byte little-endian header length, a JSON header, the bytes of
 * the tensors. 32-bit floats only. Nothing in the file is trusted.
 */
public final class SafetensorsReader {

  private static final int LENGTH_BYTES = 8;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String source;
  private final byte[] bytes;
  private final List<long[]> spans = new ArrayList<>();

  private SafetensorsReader(String source, byte[] bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /**
   * Reads a file.
   *
   * @param file the path
   * @return its tensors and metadata
   * @throws InputException if it is missing, truncated, or not safetensors
   */
  public static WeightFile read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new InputException(
          "Weight file %s does not exist; correct 'weights' (paths are relative to the experiment"
                  .formatted(file)
              + " file)",
          e);
    } catch (IOException | OutOfMemoryError e) {
      throw new InputException("Weight file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /**
   * Reads bytes already in memory.
   *
   * @param source where they came from, for messages
   * @param bytes a whole file
   * @return its tensors and metadata
   * @throws InputException if they are truncated or not safetensors
   */
  public static WeightFile read(String source, byte[] bytes) {
    return new SafetensorsReader(source, bytes).read();
  }

  private WeightFile read() {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < LENGTH_BYTES) {
      throw damaged("it has %d bytes, less than a header".formatted(bytes.length));
    }
    long headerLength = buffer.getLong();
    if (headerLength < 2 || headerLength > bytes.length - LENGTH_BYTES) {
      throw damaged(
          "its header claims %d bytes, the file has %d".formatted(headerLength, bytes.length));
    }
    JsonNode header = header((int) headerLength);
    int dataStart = LENGTH_BYTES + (int) headerLength;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    header
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals("__metadata__")) {
                entry.getValue().properties().forEach(m -> metadata.put(m.getKey(), text(m)));
              } else {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), dataStart));
              }
            });
    checkSpans((long) bytes.length - dataStart);
    return new WeightFile(source, tensors, metadata, sha256());
  }

  /** The format wants every byte of the data to belong to exactly one tensor. */
  private void checkSpans(long available) {
    spans.sort(Comparator.<long[]>comparingLong(s -> s[0]).thenComparingLong(s -> s[1]));
    long end = 0;
    for (long[] span : spans) {
      if (span[0] != end) {
        throw damaged("its tensors overlap or leave a hole at byte " + Math.min(span[0], end));
      }
      end = span[1];
    }
    if (end != available) {
      throw damaged("its tensors leave %d bytes at the end unused".formatted(available - end));
    }
  }

  private static String text(Map.Entry<String, JsonNode> entry) {
    return entry.getValue().isTextual()
        ? entry.getValue().textValue()
        : entry.getValue().toString();
  }

  private JsonNode header(int length) {
    try {
      JsonNode header = JSON.readTree(bytes, LENGTH_BYTES, length);
      if (!header.isObject()) {
        throw damaged("its header is not a JSON object");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw damaged("its header is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw damaged("its header cannot be read: " + e.getMessage());
    }
  }

  private Tensor tensor(String name, JsonNode entry, int dataStart) {
    String type = entry.path("dtype").asText();
    if (!type.equals("F32")) {
      throw damaged("tensor %s has type '%s', expected F32".formatted(name, type));
    }
    long[] shape = longs(name, entry.path("shape"));
    long[] offsets = longs(name, entry.path("data_offsets"));
    long available = (long) bytes.length - dataStart;
    if (offsets.length != 2
        || offsets[0] < 0
        || offsets[1] < offsets[0]
        || offsets[1] > available
        || (offsets[1] - offsets[0]) % Float.BYTES != 0) {
      throw damaged(
          "tensor %s lies at bytes %s of %d; the file is truncated or its header wrong"
              .formatted(name, entry.path("data_offsets"), available));
    }
    spans.add(offsets);
    float[] values = new float[(int) (offsets[1] - offsets[0]) / Float.BYTES];
    ByteBuffer.wrap(bytes, dataStart + (int) offsets[0], values.length * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    try {
      return new Tensor(shape, values);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw damaged("tensor %s: %s".formatted(name, e.getMessage()));
    }
  }

  private long[] longs(String name, JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
        throw damaged("tensor %s has the extent %s".formatted(name, value));
      }
      values[i] = value.longValue();
    }
    return values;
  }

  private InputException damaged(String reason) {
    return new InputException(
        "Weight file %s is damaged or not safetensors: %s; fetch it again"
            .formatted(source, reason));
  }

  private String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
