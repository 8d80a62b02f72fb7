package org.neuronbench.models.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pickles and archives written by hand, right or wrong. */
final class Pickle {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static Pickle start() {
    return new Pickle().op(0x80).op(2);
  }

  Pickle op(int... opcodes) {
    for (int opcode : opcodes) {
      out.write(opcode);
    }
    return this;
  }

  Pickle op(char opcode) {
    return op((int) opcode);
  }

  Pickle global(String module, String name) {
    out.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Pickle text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X').little(4, bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Pickle little(int bytes, long value) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> 8 * i));
    }
    return this;
  }

  /** A number of up to 64 bits, as LONG1. */
  Pickle number(long value) {
    return op(0x8a, 8).little(8, value);
  }

  Pickle numbers(long... values) {
    op('(');
    for (long value : values) {
      number(value);
    }
    return op('t');
  }

  Pickle storage(String type, String key, long count) {
    op('(').text("storage").global("torch", type).text(key).text("cpu").number(count);
    return op('t').op('Q');
  }

  Pickle tensor(String key, long count, long offset, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").op('(').storage("FloatStorage", key, count);
    number(offset).numbers(shape).numbers(strides).op(0x89);
    return global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
  }

  byte[] stop() {
    op('.');
    return out.toByteArray();
  }

  /** A state dictionary of one tensor t. */
  static byte[] oneTensor(long count, long offset, long[] shape, long[] strides) {
    return start().op('}').text("t").tensor("0", count, offset, shape, strides).op('s').stop();
  }

  static byte[] floats(int count, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * count).order(order);
    for (int i = 0; i < count; i++) {
      buffer.putFloat(i);
    }
    return buffer.array();
  }

  static byte[] archive(byte[] pickle) {
    return archive(pickle, floats(6, ByteOrder.LITTLE_ENDIAN));
  }

  static byte[] archive(byte[] pickle, byte[] storage) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/data.pkl", pickle);
    entries.put("a/data/0", storage);
    return archive(entries);
  }

  static byte[] archive(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        CRC32 sum = new CRC32();
        sum.update(entry.getValue());
        header.setMethod(ZipEntry.STORED);
        header.setSize(entry.getValue().length);
        header.setCrc(sum.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
