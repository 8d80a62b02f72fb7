package org.neuronbench.core.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.engine.Evaluation;
import org.neuronbench.core.engine.Observed;
import org.neuronbench.core.engine.SessionState;
import org.neuronbench.core.results.EpochRecord;
import org.neuronbench.spi.Observations;
import org.neuronbench.spi.Progress;
import org.neuronbench.spi.Signal;

/**
 * The two files of a cell's checkpoint, in blocks of a length, bytes and their CRC-32. The history
 * is only ever appended to: the cell's id and what the strategy was shown first, then for every
 * epoch its record, a checksum of its selections, and what the strategy was shown within it and
 * after it. The state is replaced after every epoch: the cell's id, how much of the history it
 * belongs to, parameters and momentum, and what methods keep.
 */
final class CheckpointFile {

  private static final int MARK = 0x4e424335; // "NBC5"
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path history;
  private final Path state;
  private final String cell;

  CheckpointFile(Path folder, String cell) {
    this.cell = cell;
    this.history = folder.resolve(cell + ".history");
    this.state = folder.resolve(cell);
  }

  Path state() {
    return state;
  }

  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  /** Starts a history, in place of what was there. */
  long begin(Shown first) throws IOException {
    Files.createDirectories(state.toAbsolutePath().getParent());
    Files.deleteIfExists(state);
    return append(
        0,
        out -> {
          out.writeInt(MARK);
          out.writeUTF(cell);
          write(out, first);
        });
  }

  /** Adds an epoch; whatever lies behind the end, of a process that was killed, is cut off. */
  long append(long end, Checkpoint.Epoch epoch) throws IOException {
    return append(
        end,
        out -> {
          bytes(out, JSON.writeValueAsBytes(epoch.record()));
          out.writeLong(epoch.checksum());
          out.writeInt(epoch.asked().size());
          for (Shown.Within within : epoch.asked()) {
            out.writeInt(within.step());
            write(out, within.shown());
          }
          write(out, epoch.next());
        });
  }

  private long append(long end, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(history, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(end).position(end);
      block(channel, content);
      return channel.position();
    }
  }

  /** Replaces the state; the old one stands until the new one is on the disk. */
  void replace(int epochs, long end, SessionState now, Methods.State methods) throws IOException {
    Path growing = state.resolveSibling(cell + ".part");
    try (FileChannel channel =
        FileChannel.open(
            growing,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      block(
          channel,
          out -> {
            out.writeInt(MARK);
            out.writeUTF(cell);
            out.writeInt(epochs);
            out.writeLong(end);
            write(out, now);
            write(out, methods);
          });
    }
    Files.move(growing, state, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(state);
    Files.deleteIfExists(history);
    Files.deleteIfExists(state.resolveSibling(cell + ".part"));
  }

  private static void block(FileChannel channel, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.write(new DataOutputStream(bytes));
    CRC32 crc = new CRC32();
    crc.update(bytes.toByteArray());
    // Not closed: that would close the channel.
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
    out.writeInt(bytes.size());
    bytes.writeTo(out);
    out.writeLong(crc.getValue());
    channel.force(true);
  }

  private static void write(DataOutputStream out, SessionState state) throws IOException {
    floats(out, state.parameters());
    floats(out, state.momentum());
  }

  private static void write(DataOutputStream out, Methods.State state) throws IOException {
    out.writeInt(state.methods().size());
    for (Map.Entry<String, byte[]> entry : state.methods().entrySet()) {
      out.writeUTF(entry.getKey());
      bytes(out, entry.getValue());
    }
    out.writeBoolean(state.helper().isPresent());
    if (state.helper().isPresent()) {
      write(out, state.helper().get());
    }
    floats(out, state.average());
    out.writeInt(state.buffer().length);
    for (int id : state.buffer()) {
      out.writeInt(id);
    }
    out.writeBoolean(state.best().isPresent());
    if (state.best().isPresent()) {
      Evaluation best = state.best().get();
      out.writeInt(best.images());
      bytes(out, best.right().toByteArray());
      out.writeDouble(best.meanLoss());
      doubles(out, best.confidences() == null ? new double[0] : best.confidences());
    }
  }

  private static Evaluation evaluation(DataInputStream in) throws IOException {
    int images = in.readInt();
    BitSet right = BitSet.valueOf(bytes(in));
    double loss = in.readDouble();
    double[] confidences = doubles(in);
    return new Evaluation(images, right, loss, confidences.length == 0 ? null : confidences);
  }

  private static Methods.State methods(DataInputStream in) throws IOException {
    int count = in.readInt();
    check(count >= 0 && count <= in.available());
    Map<String, byte[]> states = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String id = in.readUTF();
      states.put(id, bytes(in));
    }
    return new Methods.State(
        states,
        in.readBoolean() ? Optional.of(new SessionState(floats(in), floats(in))) : Optional.empty(),
        floats(in),
        ints(in),
        in.readBoolean() ? Optional.of(evaluation(in)) : Optional.empty());
  }

  private static int[] ints(DataInputStream in) throws IOException {
    int count = in.readInt();
    check(count >= 0 && count <= in.available());
    int[] ints = new int[count];
    for (int i = 0; i < count; i++) {
      ints[i] = in.readInt();
    }
    return ints;
  }

  private static void write(DataOutputStream out, Shown shown) throws IOException {
    Progress progress = shown.progress();
    out.writeInt(progress.step());
    out.writeInt(progress.steps());
    out.writeDouble(progress.learningRate());
    out.writeDouble(progress.loss());
    out.writeDouble(progress.accuracy());
    doubles(out, progress.classAccuracy().stream().mapToDouble(a -> a).toArray());
    write(out, shown.observed().macs());
    write(out, shown.observed().bytes());
    Observations observations = shown.observed().observations();
    out.writeInt(observations.signals().size());
    for (Signal signal : observations.signals()) {
      out.writeUTF(signal.name());
      doubles(out, observations.values(signal));
    }
  }

  private static void write(DataOutputStream out, @Nullable Long count) throws IOException {
    out.writeBoolean(count != null);
    out.writeLong(count == null ? 0 : count);
  }

  private static void doubles(DataOutputStream out, double[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    bytes(out, buffer.array());
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
   * @throws IOException if it is damaged, another cell's, or cannot be read
   */
  Checkpoint read() throws IOException {
    try (InputStream stateFile = Files.newInputStream(state);
        InputStream historyFile = Files.newInputStream(history)) {
      DataInputStream in = block(new DataInputStream(stateFile), Files.size(state));
      checkOwner(in);
      int epochs = in.readInt();
      long end = in.readLong();
      SessionState now = new SessionState(floats(in), floats(in));
      Methods.State methods = methods(in);
      check(in.read() < 0 && stateFile.read() < 0 && epochs > 0 && end <= Files.size(history));
      return read(new DataInputStream(historyFile), epochs, end, now, methods);
    } catch (RuntimeException e) {
      throw new IOException("the file is damaged", e);
    }
  }

  private Checkpoint read(
      DataInputStream file, int epochs, long end, SessionState now, Methods.State methods)
      throws IOException {
    DataInputStream in = block(file, end);
    checkOwner(in);
    Shown first = shown(in);
    List<Checkpoint.Epoch> history = new ArrayList<>();
    for (int i = 0; i < epochs; i++) {
      history.add(epoch(block(file, end)));
    }
    return new Checkpoint(first, history, now, methods, end);
  }

  private static Checkpoint.Epoch epoch(DataInputStream in) throws IOException {
    EpochRecord record = JSON.readValue(bytes(in), EpochRecord.class);
    long checksum = in.readLong();
    int count = in.readInt();
    check(count >= 0 && count <= in.available());
    List<Shown.Within> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      asked.add(new Shown.Within(in.readInt(), shown(in)));
    }
    return new Checkpoint.Epoch(record, checksum, asked, shown(in));
  }

  private void checkOwner(DataInputStream in) throws IOException {
    check(in.readInt() == MARK);
    String owner = in.readUTF();
    if (!owner.equals(cell)) {
      throw new IOException("it belongs to cell " + owner);
    }
  }

  private static DataInputStream block(DataInputStream in, long most) throws IOException {
    int length = in.readInt();
    check(length >= 0 && length <= most);
    byte[] bytes = in.readNBytes(length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    check(bytes.length == length && in.readLong() == crc.getValue());
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static Shown shown(DataInputStream in) throws IOException {
    Progress progress =
        new Progress(
            in.readInt(),
            in.readInt(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            DoubleStream.of(doubles(in)).boxed().toList());
    Long macs = count(in);
    Long bytes = count(in);
    return new Shown(new Observed(observations(in), macs, bytes), progress);
  }

  private static @Nullable Long count(DataInputStream in) throws IOException {
    boolean counted = in.readBoolean();
    long count = in.readLong();
    return counted ? Long.valueOf(count) : null;
  }

  private static Observations observations(DataInputStream in) throws IOException {
    int count = in.readInt();
    check(count >= 0 && count <= Signal.values().length);
    Map<Signal, double[]> values = new EnumMap<>(Signal.class);
    for (int i = 0; i < count; i++) {
      Signal signal = Signal.valueOf(in.readUTF());
      values.put(signal, doubles(in));
    }
    return Observations.of(values);
  }

  private static double[] doubles(DataInputStream in) throws IOException {
    byte[] bytes = bytes(in);
    double[] doubles = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(doubles);
    return doubles;
  }

  private static float[] floats(DataInputStream in) throws IOException {
    byte[] bytes = bytes(in);
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
    return floats;
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    check(length >= 0 && length <= in.available());
    return in.readNBytes(length);
  }

  private static void check(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("the file is damaged");
    }
  }
}
