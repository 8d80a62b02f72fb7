package org.neuronbench.models.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.JsonWords;
import org.neuronbench.core.Text;

/**
 * Reads the safetensors format: an 8-byte little-endian header length, a JSON header, the bytes of
 * the tensors. Any {@link ElementType}; nothing in the file is trusted.
 */
public final class SafetensorsReader {

  private static final int LENGTH_BYTES = 8;

  /** A header's tree takes some fifty times its bytes; that of ResNet50 has 40 KB. */
  private static final int LONGEST_HEADER = 1 << 22;

  private static final int MOST_AXES = 8;
  private static final String METADATA = "__metadata__";

  /**
   * Names are not shared between files: what one file holds must not change how another is read.
   */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  private final String source;
  private final byte[] bytes;
  private final List<long[]> spans = new ArrayList<>();

  private SafetensorsReader(String source, byte[] bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /** Reads a file, unless it is missing, truncated, or not safetensors. */
  public static WeightFile read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw WeightFile.refused(
          file.toString(),
          "does not exist; correct 'weights' (paths are relative to the experiment file)");
    } catch (IOException | OutOfMemoryError e) {
      throw new InputException(Text.format("Weight file %s cannot be read: %s", file, e), e);
    }
  }

  /** Reads what a file says of itself, and none of its tensors. */
  public static Map<String, String> metadata(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] length = in.readNBytes(LENGTH_BYTES);
      long header =
          length.length < LENGTH_BYTES
              ? 0
              : ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      byte[] start = Arrays.copyOf(length, LENGTH_BYTES + clamp(header));
      in.readNBytes(start, LENGTH_BYTES, start.length - LENGTH_BYTES);
      SafetensorsReader reader = new SafetensorsReader(file.toString(), start);
      return metadata(reader.header(reader.headerLength(Files.size(file))));
    } catch (IOException e) {
      throw new InputException(Text.format("Weight file %s cannot be read: %s", file, e), e);
    }
  }

  private static int clamp(long header) {
    return (int) Math.max(0, Math.min(LONGEST_HEADER, header));
  }

  /** Reads bytes already in memory; the source is for messages. */
  public static WeightFile read(String source, byte[] bytes) {
    return new SafetensorsReader(source, bytes).read();
  }

  private WeightFile read() {
    int headerLength = headerLength(bytes.length);
    JsonNode header = header(headerLength);
    int dataStart = LENGTH_BYTES + headerLength;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    header
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), dataStart));
              }
            });
    checkSpans((long) bytes.length - dataStart);
    return new WeightFile(source, tensors, metadata(header), Hashes.of(bytes));
  }

  private int headerLength(long fileLength) {
    if (fileLength < LENGTH_BYTES) {
      throw damaged("it has %d bytes, less than a header", fileLength);
    }
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > fileLength - LENGTH_BYTES) {
      throw damaged("its header claims %d bytes, the file has %d", length, fileLength);
    }
    if (length > LONGEST_HEADER) {
      throw damaged(
          "its header takes %d bytes, more than the %d that are read", length, LONGEST_HEADER);
    }
    return (int) length;
  }

  private static Map<String, String> metadata(JsonNode header) {
    Map<String, String> metadata = new LinkedHashMap<>();
    header.path(METADATA).properties().forEach(m -> metadata.put(m.getKey(), text(m)));
    return metadata;
  }

  /** The format wants every byte of the data to belong to exactly one tensor. */
  private void checkSpans(long available) {
    spans.sort(Comparator.<long[]>comparingLong(s -> s[0]).thenComparingLong(s -> s[1]));
    long end = 0;
    for (long[] span : spans) {
      if (span[0] != end) {
        throw damaged("its tensors overlap or leave a hole at byte %d", Math.min(span[0], end));
      }
      end = span[1];
    }
    if (end != available) {
      throw damaged("its tensors leave %d bytes at the end unused", available - end);
    }
  }

  private static String text(Map.Entry<String, JsonNode> entry) {
    return entry.getValue().isTextual()
        ? entry.getValue().textValue()
        : entry.getValue().toString();
  }

  private JsonNode header(int length) {
    try {
      // refuses what is not UTF-8, where a parser would read it in its own way
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, LENGTH_BYTES, length));
      JsonNode header = JSON.readTree(text.toString());
      if (!header.isObject()) {
        throw damaged("its header is not a JSON object");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw damaged("its header is not JSON: %s", JsonWords.of(e));
    } catch (CharacterCodingException e) {
      throw damaged("its header is not UTF-8");
    }
  }

  private Tensor tensor(String name, JsonNode entry, int dataStart) {
    ElementType type = type(name, entry.path("dtype").asText());
    long[] shape = longs(name, entry.path("shape"));
    long[] offsets = longs(name, entry.path("data_offsets"));
    long available = (long) bytes.length - dataStart;
    if (offsets.length != 2
        || offsets[0] < 0
        || offsets[1] < offsets[0]
        || offsets[1] > available
        || (offsets[1] - offsets[0]) % type.bytes() != 0) {
      throw damaged(
          "tensor %s lies at bytes %s of %d; the file is truncated or its header wrong",
          name, shortened(entry.path("data_offsets").toString()), available);
    }
    int count = (int) (offsets[1] - offsets[0]) / type.bytes();
    checkShape(name, shape, count);
    spans.add(offsets);
    return new Tensor(shape, values(type, dataStart + (int) offsets[0], count), type);
  }

  private ElementType type(String name, String type) {
    return Arrays.stream(ElementType.values())
        .filter(known -> known.name().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                damaged(
                    "tensor %s has type '%s', expected one of %s",
                    name, shortened(type), Arrays.toString(ElementType.values())));
  }

  private void checkShape(String name, long[] shape, int count) {
    if (shape.length > MOST_AXES) {
      throw damaged("tensor %s has %d axes, at most %d", name, shape.length, MOST_AXES);
    }
    long needed;
    try {
      needed = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      needed = -1;
    }
    if (needed != count) {
      throw damaged("tensor %s has shape %s but %d values", name, Arrays.toString(shape), count);
    }
  }

  private float[] values(ElementType type, int start, int count) {
    float[] values = new float[count];
    ByteBuffer data =
        ByteBuffer.wrap(bytes, start, count * type.bytes()).slice().order(ByteOrder.LITTLE_ENDIAN);
    if (type == ElementType.F32) {
      data.asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = type.read(data, i);
      }
    }
    return values;
  }

  private long[] longs(String name, JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
        throw damaged("tensor %s has the extent %s", name, shortened(value.toString()));
      }
      values[i] = value.longValue();
    }
    return values;
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  @FormatMethod
  private InputException damaged(@FormatString String reason, @Nullable Object... values) {
    return new InputException(
        Text.format(
            "Weight file %s is damaged or not safetensors: %s; fetch it again",
            source, Text.format(reason, values)));
  }
}
