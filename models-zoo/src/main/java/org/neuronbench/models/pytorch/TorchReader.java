package org.neuronbench.models.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.models.weights.ElementType;
import org.neuronbench.models.weights.Tensor;
import org.neuronbench.models.weights.WeightFile;

/**
 * Reads PyTorch checkpoints ({@code .pth}, {@code .pt}) of both formats: the zip archive of PyTorch
 * 1.6 and newer, and what came before. Tensors and dictionaries only; a file that asks for anything
 * else is refused by the name it asks for. Nothing in the file is trusted.
 */
public final class TorchReader {

  /** Half-precision numbers grow twofold, and tied weights are stored once. */
  private static final int MOST_GROWTH = 8;

  private static final int BUFFER = 1 << 16;
  private static final int MAGIC = 512;
  private static final int TAR_MAGIC = 257;
  private static final byte PICKLE_PROTOCOL = (byte) 0x80;

  private final Refusal refusal;
  private final SeekableByteChannel channel;

  private TorchReader(String source, SeekableByteChannel channel) {
    this.refusal = new Refusal(source);
    this.channel = channel;
  }

  /** Reads a file, unless it is missing, damaged, or asks for more than tensors. */
  public static Checkpoint read(Path file) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return read(file.toString(), channel);
    } catch (NoSuchFileException e) {
      throw new InputException(Text.format("Weight file %s does not exist", file), e);
    } catch (IOException e) {
      throw new InputException(Text.format("PyTorch file %s cannot be read: %s", file, e), e);
    } catch (OutOfMemoryError e) {
      throw new InputException(
          Text.format(
              "PyTorch file %s does not fit in memory; give Java more with NEURONBENCH_JAVA_OPTS=-Xmx4g",
              file),
          e);
    }
  }

  /** Reads a whole file, wherever the channel stands, and closes it; messages name the source. */
  public static Checkpoint read(String source, SeekableByteChannel channel) throws IOException {
    return new TorchReader(source, channel).read();
  }

  private Checkpoint read() throws IOException {
    String hash = sha256();
    StateDictionary dictionary = new StateDictionary(refusal);
    try (Pickled pickled = open(start())) {
      if (QuantisedNet.is(pickled.root())) {
        return quantised(pickled.root(), hash);
      }
      Map<String, TensorRef> found = dictionary.find(pickled.root());
      checkSize(found);
      Map<String, Tensor> tensors = tensors(found, pickled);
      WeightFile file = new WeightFile(refusal.source(), tensors, Map.of(), hash);
      return new Checkpoint(file, dictionary.remarks());
    }
  }

  private Checkpoint quantised(@Nullable Object root, String hash) throws IOException {
    QuantisedNet net = new QuantisedNet(refusal, channel.size());
    Map<String, String> facts = net.read(Objects.requireNonNull(root));
    WeightFile file = new WeightFile(refusal.source(), net.tensors(), facts, hash);
    return new Checkpoint(
        file,
        List.of(
            "Its weights have 8 bits; they became floats, with the biases of its folded batch"
                + " norm"));
  }

  private byte[] start() throws IOException {
    ByteBuffer start = ByteBuffer.allocate(MAGIC);
    channel.position(0);
    while (start.hasRemaining() && channel.read(start) >= 0) {}
    return start.array();
  }

  private Pickled open(byte[] start) throws IOException {
    if (start[0] == 'P' && start[1] == 'K') {
      return ZipCheckpoint.open(refusal, channel);
    }
    if (start[0] == PICKLE_PROTOCOL) {
      return LegacyCheckpoint.open(refusal, channel);
    }
    String magic = new String(start, StandardCharsets.ISO_8859_1);
    if (magic.startsWith("ustar", TAR_MAGIC)) {
      throw refusal.unsupported(
          "it is a tar archive as PyTorch 0.1 wrote it; load it in PyTorch and save it again");
    }
    throw refusal.unsupported(
        "it begins with neither a zip archive nor a pickle, so it is no checkpoint");
  }

  /** Shared storages make tensors out of few bytes: bounds what they may come to. */
  private void checkSize(Map<String, TensorRef> found) throws IOException {
    long most = MOST_GROWTH * channel.size();
    long bytes = 0;
    for (Map.Entry<String, TensorRef> entry : found.entrySet()) {
      bytes += (long) Float.BYTES * count(entry.getKey(), entry.getValue());
      if (bytes > most) {
        throw refusal.damaged(
            "its tensors take more than %d bytes, %d times the file", most, MOST_GROWTH);
      }
    }
  }

  private int count(String name, TensorRef tensor) {
    try {
      return tensor.checkedCount();
    } catch (IllegalArgumentException e) {
      throw refusal.damaged("tensor %s: %s", Refusal.shortened(name), e.getMessage());
    }
  }

  /** Reads every storage once, however many tensors look into it. */
  private Map<String, Tensor> tensors(Map<String, TensorRef> found, Pickled pickled)
      throws IOException {
    IdentityHashMap<TensorRef, Tensor> read = new IdentityHashMap<>();
    Map<StorageRef, List<TensorRef>> byStorage =
        found.values().stream()
            .collect(
                Collectors.groupingBy(TensorRef::storage, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<StorageRef, List<TensorRef>> entry : byStorage.entrySet()) {
      ByteBuffer data = pickled.read(checked(entry.getKey()));
      entry.getValue().forEach(ref -> read.put(ref, tensor(ref, data)));
    }
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    found.forEach((name, ref) -> ordered.put(name, Objects.requireNonNull(read.get(ref))));
    return ordered;
  }

  private StorageRef checked(StorageRef storage) throws IOException {
    if (storage.count() > channel.size() / storage.type().bytes()) {
      throw refusal.damaged(
          "storage '%s' claims %d numbers, the file has %d bytes",
          Refusal.shortened(storage.key()), storage.count(), channel.size());
    }
    return storage;
  }

  private static Tensor tensor(TensorRef ref, ByteBuffer data) {
    ElementType type = ref.storage().type();
    float[] values = new float[ref.checkedCount()];
    if (type == ElementType.F32 && values.length > 0 && ref.contiguous()) {
      data.asFloatBuffer().get((int) ref.offset(), values);
    } else {
      int[] places = ref.places();
      for (int i = 0; i < values.length; i++) {
        values[i] = type.read(data, places[i]);
      }
    }
    return new Tensor(ref.extents(), values, type);
  }

  private String sha256() throws IOException {
    MessageDigest digest = Hashes.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    channel.position(0);
    while (channel.read(buffer) >= 0) {
      digest.update(buffer.flip());
      buffer.clear();
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
