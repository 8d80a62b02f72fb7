package org.neuronbench.core.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Signal;

/**
 * The bytes of a checkpoint: a mark, the epochs as JSON, checksums, observations, parameters and
 * momentum, and a CRC-32 of it all.
 */
final class CheckpointFile {

  private static final int MARK = 0x4e424331; // "NBC1"
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CheckpointFile() {}

  static void write(Path file, Checkpoint checkpoint) throws IOException {
    CRC32 crc = new CRC32();
    try (DataOutputStream out =
        new DataOutputStream(
            new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), crc))) {
      out.writeInt(MARK);
      bytes(out, JSON.writeValueAsBytes(checkpoint.epochs()));
      for (long checksum : checkpoint.selections()) {
        out.writeLong(checksum);
      }
      for (Observations observations : checkpoint.observations()) {
        write(out, observations);
      }
      floats(out, checkpoint.state().parameters());
      floats(out, checkpoint.state().momentum());
      out.writeLong(crc.getValue());
    }
  }

  private static void write(DataOutputStream out, Observations observations) throws IOException {
    out.writeInt(observations.signals().size());
    for (Signal signal : observations.signals()) {
      out.writeUTF(signal.name());
      double[] values = observations.values(signal);
      ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES);
      buffer.asDoubleBuffer().put(values);
      bytes(out, buffer.array());
    }
  }

  private static void floats(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    bytes(out, buffer.array());
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IOException if it is damaged, or cannot be read
   */
  static Checkpoint read(Path file) throws IOException {
    CRC32 crc = new CRC32();
    long size = Files.size(file);
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), crc))) {
      check(in.readInt() == MARK);
      List<EpochRecord> epochs =
          JSON.readValue(
              new ByteArrayInputStream(bytes(in, size)), new TypeReference<List<EpochRecord>>() {});
      List<Long> selections = new ArrayList<>();
      for (int i = 0; i < epochs.size(); i++) {
        selections.add(in.readLong());
      }
      List<Observations> observations = new ArrayList<>();
      for (int i = 0; i <= epochs.size(); i++) {
        observations.add(observations(in, size));
      }
      SessionState state = new SessionState(floats(in, size), floats(in, size));
      long expected = crc.getValue();
      check(in.readLong() == expected && in.read() < 0);
      return new Checkpoint(epochs, selections, observations, state);
    } catch (RuntimeException e) {
      throw new IOException("the file is damaged", e);
    }
  }

  private static Observations observations(DataInputStream in, long size) throws IOException {
    int count = in.readInt();
    check(count >= 0 && count <= Signal.values().length);
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    for (int i = 0; i < count; i++) {
      Signal signal = Signal.valueOf(in.readUTF());
      byte[] bytes = bytes(in, size);
      double[] doubles = new double[bytes.length / Double.BYTES];
      ByteBuffer.wrap(bytes).asDoubleBuffer().get(doubles);
      values.put(signal, doubles);
    }
    return Observations.of(values);
  }

  private static float[] floats(DataInputStream in, long size) throws IOException {
    byte[] bytes = bytes(in, size);
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
    return floats;
  }

  private static byte[] bytes(DataInputStream in, long size) throws IOException {
    int length = in.readInt();
    check(length >= 0 && length <= size);
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static void check(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("the file is damaged");
    }
  }
}
