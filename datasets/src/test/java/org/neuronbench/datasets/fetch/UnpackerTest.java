package org.neuronbench.datasets.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuronbench.core.InputException;
import org.neuronbench.datasets.Archives;

class UnpackerTest {

  private static final Unpacker.Limits SMALL = new Unpacker.Limits(10, 5000, 20);

  @TempDir Path place;
  private Path folder;
  private final FileSums sums = new FileSums();

  @BeforeEach
  void create() throws IOException {
    folder = Files.createDirectories(place.resolve("in/here"));
  }

  private void unpack(Path archive) {
    Unpacker.unpack(archive, folder, sums, SMALL);
  }

  private static Path zip(Path path, Map<String, byte[]> files) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return path;
  }

  @Test
  void unpacksTarGzAndZip() throws IOException {
    Map<String, byte[]> files = Map.of("a/b.txt", "one".getBytes(), "c.txt", "two".getBytes());
    unpack(Archives.tarGz(place.resolve("x.tgz"), files));
    assertThat(folder.resolve("a/b.txt")).hasContent("one");
    assertThat(folder.resolve("c.txt")).hasContent("two");
    unpack(zip(place.resolve("x.zip"), Map.of("z/d.txt", "three".getBytes())));
    assertThat(folder.resolve("z/d.txt")).hasContent("three");
    assertThat(sums.files()).isEqualTo(3);
    assertThat(sums.problems(folder)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/evil.txt",
        "..\\evil.txt",
        "C:/evil.txt",
        "../here-too/evil.txt"
      })
  void refusesPathsThatLeadOut(String name) throws IOException {
    Map<String, byte[]> files = Map.of(name, new byte[3]);
    assertThatThrownBy(() -> unpack(zip(place.resolve("x.zip"), files)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it leads out of the dataset's folder")
        .hasMessageContaining("Do not trust this file");
    Path tar = place.resolve("x.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setSize(3);
      out.putArchiveEntry(entry);
      out.write(new byte[3]);
      out.closeArchiveEntry();
    }
    assertThatThrownBy(() -> unpack(tar)).isInstanceOf(InputException.class);
    assertThat(place.resolve("evil.txt")).doesNotExist();
    assertThat(place.resolve("in/evil.txt")).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO})
  void refusesLinksAndDevices(byte kind) throws IOException {
    Path tar = place.resolve("x.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      TarArchiveEntry entry = new TarArchiveEntry("link", kind);
      entry.setLinkName("/etc/passwd");
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
    }
    assertThatThrownBy(() -> unpack(tar))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its entry 'link': it is a link or a device");
  }

  @Test
  void refusesSymbolicLinksInZips() throws IOException {
    Path zip = place.resolve("x.zip");
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip.toFile())) {
      ZipArchiveEntry entry = new ZipArchiveEntry("link");
      entry.setUnixMode(0120777);
      out.putArchiveEntry(entry);
      out.write("/etc/passwd".getBytes());
      out.closeArchiveEntry();
    }
    assertThatThrownBy(() -> unpack(zip)).hasMessageContaining("it is a link or a device");
  }

  @Test
  void refusesBombs() throws IOException {
    Path bomb = place.resolve("bomb.tgz");
    Archives.tarGz(bomb, Map.of("zeros", new byte[1 << 20]));
    assertThatThrownBy(() -> unpack(bomb))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the archive unpacks to more than");
    Path zip = zip(place.resolve("bomb.zip"), Map.of("more", new byte[1 << 20]));
    assertThatThrownBy(() -> unpack(zip)).hasMessageContaining("the archive unpacks to more than");
  }

  @Test
  void refusesTooManyEntriesAndTheSameTwice() throws IOException {
    Path many = place.resolve("many.tar");
    Path twice = place.resolve("twice.tar");
    writeTar(many, 21, false);
    writeTar(twice, 2, true);
    assertThatThrownBy(() -> unpack(many)).hasMessageContaining("one of more than 20 entries");
    assertThatThrownBy(() -> Unpacker.unpack(twice, place.resolve("other"), new FileSums(), SMALL))
        .hasMessageContaining("it is there twice");
  }

  private static void writeTar(Path path, int count, boolean same) throws IOException {
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(path))) {
      for (int i = 0; i < count; i++) {
        TarArchiveEntry entry = new TarArchiveEntry(same ? "f" : "f" + i);
        out.putArchiveEntry(entry);
        out.closeArchiveEntry();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tgz", "x.zip", "x.tar"})
  void refusesTruncatedArchives(String name) throws IOException {
    byte[] noise = new byte[4000];
    new java.util.Random(1).nextBytes(noise);
    Path whole = place.resolve(name);
    if (name.endsWith("zip")) {
      zip(whole, Map.of("noise", noise));
    } else if (name.endsWith("tgz")) {
      Archives.tarGz(whole, Map.of("noise", noise));
    } else {
      Archives.tar(whole, Map.of("noise", noise));
    }
    Files.write(whole, Arrays.copyOf(Files.readAllBytes(whole), 3000));
    assertThatThrownBy(() -> unpack(whole))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot unpack " + whole.toAbsolutePath())
        .hasMessageContaining("delete it and fetch it again");
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    Path page = Files.writeString(place.resolve("x.tgz"), "<html>404</html>");
    assertThatThrownBy(() -> unpack(page)).isInstanceOf(InputException.class);
    Path odd = place.resolve("odd.tgz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(odd))) {
      out.write(new byte[] {1, 2, 3, 4, 5});
    }
    assertThatThrownBy(() -> unpack(odd)).isInstanceOf(InputException.class);
  }

  /** The method is named twice: at the entry, and in the directory at the end. */
  private Path zipOfMethod(int method, int flags) throws IOException {
    Path zip = zip(place.resolve("x.zip"), Map.of("a.txt", "one".getBytes(UTF_8)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 12 < bytes.capacity(); i++) {
      int shift = bytes.getInt(i) == 0x04034b50 ? 6 : 8;
      if (shift == 6 || bytes.getInt(i) == 0x02014b50) {
        bytes.putShort(i + shift, (short) (bytes.getShort(i + shift) | flags));
        bytes.putShort(i + shift + 2, (short) method);
      }
    }
    return Files.write(zip, bytes.array());
  }

  @ParameterizedTest
  @CsvSource({"93, ZSTD", "95, XZ", "14, LZMA", "12, BZIP2", "77, unknown"})
  void namesAMethodOfZipsThatItCannotRead(int method, String name) throws IOException {
    Path zip = zipOfMethod(method, 0);
    assertThatThrownBy(() -> unpack(zip))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot unpack %s: its entry 'a.txt' is compressed by method %d (%s); entries may be"
                + " stored or deflated. Unpack it with another program and use that folder as"
                + " `root`.",
            zip.toAbsolutePath(), method, name);
  }

  @Test
  void namesAnEncryptedEntry() throws IOException {
    Path zip = zipOfMethod(ZipEntry.DEFLATED, 1);
    assertThatThrownBy(() -> unpack(zip))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its entry 'a.txt' is encrypted");
  }
}
