package org.neuronbench.datasets.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.neuronbench.core.Hashes;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.datasets.source.TarEntries;

/**
 * Unpacks archives from the network: plain files and folders only, all of them under one folder, no
 * file twice, and not more of them than the archive can honestly hold.
 */
final class Unpacker {

  private static final int BUFFER = 1 << 16;
  private static final Set<Integer> METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

  private final Path archive;
  private final Path folder;
  private final FileSums sums;
  private final Limits limits;
  private final long mostBytes;
  private final byte[] buffer = new byte[BUFFER];
  private long bytes;
  private int entries;

  /**
   * What an archive may grow to.
   *
   * @param ratio most bytes unpacked for each byte of the archive
   * @param floor bytes that any archive may unpack to
   * @param entries most files
   */
  record Limits(long ratio, long floor, int entries) {

    /** Annotations and lists shrink to a tenth, images hardly; the datasets have 120,000 files. */
    static final Limits DEFAULT = new Limits(50, 64L << 20, 1_000_000);
  }

  private Unpacker(Path archive, Path folder, FileSums sums, Limits limits) throws IOException {
    this.archive = archive;
    this.folder = folder.toAbsolutePath().normalize();
    this.sums = sums;
    this.limits = limits;
    this.mostBytes =
        Math.max(limits.floor(), Math.multiplyExact(limits.ratio(), Files.size(archive)));
  }

  static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(".tar.gz", ".tgz", ".tar", ".zip").anyMatch(lower::endsWith);
  }

  /**
   * Unpacks an archive.
   *
   * @param archive .tar, .tar.gz, .tgz or .zip
   * @throws InputException if the archive is damaged or not to be trusted; what was unpacked of it
   *     is left to the caller
   */
  static void unpack(Path archive, Path folder, FileSums sums, Limits limits) {
    try {
      Unpacker unpacker = new Unpacker(archive, folder, sums, limits);
      if (unpacker.named(".zip")) {
        unpacker.zip();
      } else {
        unpacker.tar();
      }
      if (unpacker.entries == 0) {
        throw new IOException("it is empty, or no archive");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          Text.format(
              "Cannot unpack %s: %s. Free space if the disk is full; otherwise delete it and fetch it again.",
              archive.toAbsolutePath(), e.getMessage()),
          e);
    }
  }

  private boolean named(String ending) {
    return archive.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private void tar() throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
        InputStream plain = named(".tar") ? raw : new GZIPInputStream(raw, BUFFER);
        TarEntries tar = new TarEntries(plain)) {
      for (TarArchiveEntry entry; (entry = tar.next()) != null; ) {
        take(entry.getName(), entry.isDirectory(), plain(entry), tar.content());
      }
      plain.transferTo(OutputStream.nullOutputStream()); // the checksum of gzip is at the end
    }
  }

  private static boolean plain(TarArchiveEntry entry) {
    boolean link = entry.isSymbolicLink() || entry.isLink();
    boolean device = entry.isFIFO() || entry.isBlockDevice() || entry.isCharacterDevice();
    return entry.isFile() && !link && !device;
  }

  private void zip() throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        checkReadable(entry);
        try (InputStream content = zip.getInputStream(entry)) {
          take(entry.getName(), entry.isDirectory(), !entry.isUnixSymlink(), content);
        }
      }
    }
  }

  /** Other methods need libraries that are not here. */
  private void checkReadable(ZipArchiveEntry entry) {
    boolean encrypted = entry.getGeneralPurposeBit().usesEncryption();
    if (encrypted || !METHODS.contains(entry.getMethod())) {
      ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
      throw new InputException(
          Text.format(
              "Cannot unpack %s: its entry '%s' is %s; entries may be stored or deflated. Unpack it with another program and use that folder as `root`.",
              archive.toAbsolutePath(),
              entry.getName(),
              encrypted
                  ? "encrypted"
                  : Text.format(
                      "compressed by method %d (%s)",
                      entry.getMethod(), method == null ? "unknown" : method)));
    }
  }

  private void take(String name, boolean isFolder, boolean isFile, InputStream content)
      throws IOException {
    if (++entries > limits.entries()) {
      throw refused(name, Text.format("it is one of more than %,d entries", limits.entries()));
    }
    Path target = target(name);
    if (isFolder) {
      Files.createDirectories(target);
    } else if (isFile) {
      write(name, target, content);
    } else {
      throw refused(name, "it is a link or a device");
    }
  }

  private Path target(String name) {
    boolean foreign = name.contains("\\") || name.contains(":") || name.indexOf('\0') >= 0;
    Path target = foreign ? folder : folder.resolve(name).normalize();
    if (foreign || name.startsWith("/") || name.isEmpty() || !target.startsWith(folder)) {
      throw refused(name, "it leads out of the dataset's folder");
    }
    return target;
  }

  private void write(String name, Path target, InputStream content) throws IOException {
    if (Files.exists(target)) {
      throw refused(name, "it is there twice");
    }
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    try (DigestOutputStream out =
        new DigestOutputStream(
            Files.newOutputStream(target, StandardOpenOption.CREATE_NEW), Hashes.sha256())) {
      copy(name, content, out);
      sums.add(
          folder.relativize(target), HexFormat.of().formatHex(out.getMessageDigest().digest()));
    }
  }

  private void copy(String name, InputStream content, OutputStream out) throws IOException {
    for (int read; (read = content.read(buffer)) >= 0; ) {
      bytes += read;
      if (bytes > mostBytes) {
        throw refused(
            name,
            Text.format(
                "the archive unpacks to more than %,d bytes, %d times its own size or more",
                mostBytes, limits.ratio()));
      }
      out.write(buffer, 0, read);
    }
  }

  private InputException refused(String entry, String reason) {
    return new InputException(
        Text.format(
            "Archive %s is not unpacked because of its entry '%s': %s. Do not trust this file; delete it.",
            archive.toAbsolutePath(), entry, reason));
  }
}
