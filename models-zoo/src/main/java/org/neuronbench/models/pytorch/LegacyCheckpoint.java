package org.neuronbench.models.pytorch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as PyTorch wrote it before 1.6: five pickles (a magic number, a protocol, the
 * machine, the object, the keys of its storages), then each storage as a 64-bit count and its
 * numbers. The numbers are little-endian whatever the machine was.
 */
final class LegacyCheckpoint implements Pickled {

  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int PROTOCOL = 1001;
  private static final long LONGEST_PICKLES = 1 << 25;

  private final Refusal refusal;
  private final SeekableByteChannel channel;
  private final Map<String, Long> places = new LinkedHashMap<>();
  private @Nullable Object root;

  private LegacyCheckpoint(Refusal refusal, SeekableByteChannel channel) {
    this.refusal = refusal;
    this.channel = channel;
  }

  static Pickled open(Refusal refusal, SeekableByteChannel channel) throws IOException {
    return new LegacyCheckpoint(refusal, channel).open();
  }

  private Pickled open() throws IOException {
    channel.position(0);
    PickleStream in =
        new PickleStream(
            new BufferedInputStream(Channels.newInputStream(channel)),
            Math.min(channel.size(), LONGEST_PICKLES));
    if (!MAGIC.equals(next(in))) {
      throw refusal.unsupported("it is a pickle but no PyTorch checkpoint");
    }
    Object protocol = next(in);
    if (!Integer.valueOf(PROTOCOL).equals(protocol)) {
      throw refusal.unsupported(
          "it has protocol %s, not %d", TensorUnpickler.kind(protocol), PROTOCOL);
    }
    checkMachine(next(in));
    TensorUnpickler unpickler = new TensorUnpickler(refusal);
    root = unpickler.read(in);
    List<?> keys = keys(next(in));
    place(keys, unpickler.storages(), in.position());
    return this;
  }

  @Override
  public @Nullable Object root() {
    return root;
  }

  /** The storages follow one another in the order of their keys; their sizes lead the way. */
  private void place(List<?> keys, Map<String, StorageRef> storages, long start)
      throws IOException {
    long position = start;
    for (Object key : keys) {
      StorageRef storage = storages.get(key);
      if (storage == null || places.put(storage.key(), position + Long.BYTES) != null) {
        throw refusal.damaged("its list of storages names '%s'", TensorUnpickler.kind(key));
      }
      long count = read(position, Long.BYTES).getLong();
      if (count != storage.count()) {
        throw refusal.damaged(
            "storage '%s' has %d numbers, its tensors need %d",
            storage.key(), count, storage.count());
      }
      position = Math.addExact(position, Long.BYTES + storage.bytes());
    }
    if (position != channel.size()) {
      throw refusal.damaged("its storages end at byte %d of %d", position, channel.size());
    }
  }

  @Override
  public ByteBuffer read(StorageRef storage) throws IOException {
    Long place = places.get(storage.key());
    if (place == null) {
      throw refusal.damaged("it lacks the storage '%s'", storage.key());
    }
    return read(place, storage.bytes());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private ByteBuffer read(long position, long bytes) throws IOException {
    if (bytes > channel.size() - position || bytes > Integer.MAX_VALUE) {
      throw refusal.damaged("it ends at byte %d, before a storage does", channel.size());
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private @Nullable Object next(PickleStream in) {
    return new TensorUnpickler(refusal).read(in);
  }

  private void checkMachine(@Nullable Object machine) {
    if (!(machine instanceof Map<?, ?> facts)) {
      throw refusal.damaged("it does not say which machine wrote it");
    }
    if (Boolean.FALSE.equals(facts.get("little_endian"))) {
      throw refusal.unsupported(
          "a big-endian machine wrote it in the old format; load it in PyTorch 2.1 or newer and"
              + " save it again");
    }
  }

  private List<?> keys(@Nullable Object found) {
    if (found instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list;
    }
    throw refusal.damaged("its list of storages is a %s", TensorUnpickler.kind(found));
  }
}
