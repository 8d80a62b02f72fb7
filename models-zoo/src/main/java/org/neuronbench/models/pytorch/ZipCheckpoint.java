package org.neuronbench.models.pytorch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as PyTorch writes it since 1.6: a zip archive of {@code NAME/data.pkl}, {@code
 * NAME/data/KEY} and {@code NAME/byteorder}. Entries are stored, never compressed, so nothing in it
 * grows when it is read; nothing is ever unpacked to disk.
 */
final class ZipCheckpoint implements Pickled {

  private static final long LONGEST_PICKLE = 1 << 25;
  private static final Pattern UNSAFE =
      Pattern.compile("(^|.*[/\\\\])\\.\\.([/\\\\].*|$)|^[/\\\\].*");
  private static final String PICKLE = "data.pkl";

  private final Refusal refusal;
  private final ZipFile zip;
  private final long size;
  private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
  private @Nullable Object root;

  private ZipCheckpoint(Refusal refusal, ZipFile zip, long size) {
    this.refusal = refusal;
    this.zip = zip;
    this.size = size;
  }

  @SuppressWarnings("IllegalCatch") // malformed archives leave the library in many ways
  static Pickled open(Refusal refusal, SeekableByteChannel channel) throws IOException {
    ZipFile zip;
    try {
      zip = ZipFile.builder().setSeekableByteChannel(channel).get();
    } catch (IOException | RuntimeException e) {
      throw refusal.damaged(e, "its zip directory cannot be read; is it complete?");
    }
    return new ZipCheckpoint(refusal, zip, channel.size()).open();
  }

  private Pickled open() throws IOException {
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      add(entry);
    }
    if (entries.containsKey("constants.pkl")) {
      throw refusal.unsupported(
          "it is a TorchScript archive, which is a program; load it in PyTorch and save"
              + " model.state_dict()");
    }
    byte[] pickle = read(pickleEntry(), LONGEST_PICKLE);
    root =
        new TensorUnpickler(refusal)
            .read(new PickleStream(new ByteArrayInputStream(pickle), pickle.length));
    return this;
  }

  @Override
  public @Nullable Object root() {
    return root;
  }

  private void add(ZipArchiveEntry entry) {
    String name = entry.getName();
    if (UNSAFE.matcher(name).matches()) {
      throw refusal.damaged("its entry '%s' points out of the archive", Refusal.shortened(name));
    }
    int folder = name.indexOf('/');
    ZipArchiveEntry before = entries.put(name.substring(folder + 1), entry);
    if (before != null) {
      throw refusal.damaged("it holds '%s' twice", Refusal.shortened(name.substring(folder + 1)));
    }
  }

  private ZipArchiveEntry pickleEntry() {
    ZipArchiveEntry entry = entries.get(PICKLE);
    if (entry == null) {
      throw refusal.unsupported("it is a zip archive without '%s'", PICKLE);
    }
    return entry;
  }

  @Override
  public ByteBuffer read(StorageRef storage) throws IOException {
    ZipArchiveEntry entry = entries.get("data/" + storage.key());
    if (entry == null) {
      throw refusal.damaged("it lacks the storage '%s'", Refusal.shortened(storage.key()));
    }
    if (entry.getSize() != storage.bytes()) {
      throw refusal.damaged(
          "storage '%s' has %d bytes, its tensors need %d",
          storage.key(), entry.getSize(), storage.bytes());
    }
    return ByteBuffer.wrap(read(entry, Integer.MAX_VALUE)).order(byteOrder());
  }

  /**
   * Also keeps the archive from being finalised, which would close the channel while it is read.
   */
  @Override
  public void close() throws IOException {
    zip.close();
  }

  private ByteOrder byteOrder() throws IOException {
    @Nullable ZipArchiveEntry entry = entries.get("byteorder");
    String order =
        entry == null ? "little" : new String(read(entry, 16), StandardCharsets.US_ASCII);
    return switch (order) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw refusal.damaged("its byte order is '%s'", order);
    };
  }

  @SuppressWarnings("IllegalCatch")
  private byte[] read(ZipArchiveEntry entry, long longest) throws IOException {
    check(entry, longest);
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes((int) entry.getSize());
    } catch (IOException | RuntimeException e) {
      throw refusal.damaged(e, "its entry '%s' cannot be read", entry.getName());
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    if (bytes.length != entry.getSize() || sum.getValue() != entry.getCrc()) {
      throw refusal.damaged("its entry '%s' fails its checksum", entry.getName());
    }
    return bytes;
  }

  private void check(ZipArchiveEntry entry, long longest) {
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
      throw refusal.unsupported(
          "its entry '%s' is compressed, which PyTorch never does", entry.getName());
    }
    if (entry.getSize() < 0 || entry.getSize() > Math.min(longest, size)) {
      throw refusal.damaged("its entry '%s' claims %d bytes", entry.getName(), entry.getSize());
    }
  }
}
