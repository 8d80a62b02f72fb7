package org.neuronbench.datasets.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuronbench.core.InputException;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.Fit;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.memory.Contents;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.DecodedStore;
import org.neuronbench.datasets.memory.Section;
import org.neuronbench.datasets.memory.Subset;
import org.neuronbench.spi.RandomStream;

class FileStoreTest {

  private static final int TRAIN = 300;
  private static final int TEST = 20;

  @TempDir Path folder;
  private final AtomicInteger readings = new AtomicInteger();
  private FileStore store;

  @BeforeEach
  void create() {
    store = new FileStore(folder);
  }

  private static DatasetRequest request(int trainLimit, boolean uncropped) {
    return new DatasetRequest(
        "photos",
        Optional.of(Path.of("/photos")),
        8,
        1,
        trainLimit == 0 ? OptionalInt.empty() : OptionalInt.of(trainLimit),
        OptionalInt.empty(),
        Fit.CROP,
        uncropped);
  }

  private static RgbImage image(int index) {
    int width = 10 + index % 7;
    byte[] pixels = new byte[3 * width * 9];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 + index * 17);
    }
    return new RgbImage(width, 9, pixels);
  }

  private Contents read(DatasetRequest limited, DecodeQueue queue) {
    readings.incrementAndGet();
    int[] train = Subset.draw("train", TRAIN, limited.trainLimit());
    for (int i = train.length - 1; i >= 0; i--) {
      int index = train[i];
      queue.add(Section.TRAIN, i, 3, () -> image(index));
    }
    for (int i = 0; i < TEST; i++) {
      int index = TRAIN + i;
      queue.add(Section.TEST, i, 3, () -> image(index));
    }
    return new Contents(
        List.of("a", "b"),
        IntStream.of(train).map(i -> i % 2).toArray(),
        IntStream.range(0, TEST).map(i -> i % 2).toArray());
  }

  private Dataset open(DatasetRequest request, String source) {
    return store.open(request, source, this::read);
  }

  private Path only() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(p -> p.toString().endsWith(".images")).toList();
    }
  }

  private Dataset inMemory(DatasetRequest request) {
    return DecodedStore.inMemory().open(request, "", this::read);
  }

  @Test
  void holdsWhatMemoryWouldHold() {
    Dataset cached = open(request(0, true), "v1");
    Dataset plain = inMemory(request(0, true));
    assertThat(cached.contentHash()).isEqualTo(plain.contentHash());
    assertThat(cached.classNames()).containsExactly("a", "b");
    assertThat(Requests.pixels(cached.train(), 299)).isEqualTo(Requests.pixels(plain.train(), 299));
    assertThat(cached.train().label(7)).isEqualTo(1);
    byte[] one = new byte[192];
    byte[] other = new byte[192];
    cached.augmented(Augmentation.PAPER).read(5, new RandomStream(1), one, 0);
    plain.augmented(Augmentation.PAPER).read(5, new RandomStream(1), other, 0);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void decodesOnceForAllLaterOpenings() throws IOException {
    String hash = open(request(0, false), "v1").contentHash();
    assertThat(new FileStore(folder).open(request(0, false), "v1", this::read).contentHash())
        .isEqualTo(hash);
    assertThat(readings).hasValue(1);
    assertThat(only().getFileName().toString()).startsWith("photos-");
  }

  @Test
  void decodesOnceForThreadsThatComeTogether() {
    List<String> hashes =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> open(request(0, false), "v1").contentHash())
            .distinct()
            .toList();
    assertThat(hashes).hasSize(1);
    assertThat(readings).hasValue(1);
  }

  @Test
  void decodesAnewWhenASourceChangesAndDropsTheOldFile() throws IOException {
    open(request(0, false), "v1");
    Path old = only();
    open(request(0, false), "v2");
    assertThat(readings).hasValue(2);
    assertThat(only()).isNotEqualTo(old);
  }

  @Test
  void keepsAFilePerSizePolicy() throws IOException {
    open(request(0, false), "v1");
    open(request(0, true), "v1");
    assertThat(files()).hasSize(2);
  }

  @Test
  void servesLimitsFromTheWholeFile() throws IOException {
    open(request(0, true), "v1");
    Dataset limited = open(request(50, true), "v1");
    assertThat(readings).hasValue(1);
    assertThat(limited.contentHash()).isEqualTo(inMemory(request(50, true)).contentHash());
    assertThat(only()).exists();
  }

  @Test
  void decodesOnlyWhatALimitKeeps() throws IOException {
    Dataset limited = open(request(50, false), "v1");
    assertThat(limited.train().size()).isEqualTo(50);
    assertThat(limited.contentHash()).isEqualTo(inMemory(request(50, false)).contentHash());
    assertThat(Files.size(only())).isLessThan(50 * 192 + TEST * 192 + 4000);
  }

  @Test
  void decodesAnewWhatWasCut() throws IOException {
    String hash = open(request(0, false), "v1").contentHash();
    Path file = only();
    for (long length : new long[] {0, 10, Files.size(file) / 2, Files.size(file) - 1}) {
      try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
        raw.setLength(length);
      }
      assertThat(open(request(0, false), "v1").contentHash()).isEqualTo(hash);
    }
    assertThat(readings).hasValue(5);
  }

  @Test
  void decodesAnewWhatWasDamagedAnywhere() throws IOException {
    String hash = open(request(0, false), "v1").contentHash();
    Path file = only();
    long size = Files.size(file);
    int damages = 0;
    for (long position = 3; position < size; position += size / 23) {
      flip(file, position);
      assertThat(open(request(0, false), "v1").contentHash()).isEqualTo(hash);
      damages++;
    }
    assertThat(readings).hasValue(1 + damages);
  }

  @Test
  void noticesDamageThatComesWhileTheFileIsOpen() throws IOException {
    Dataset dataset = ImageFileAccess.unchecked(openedFile(), request(0, false));
    flip(only(), 8 + 5 * 192 + 7);
    assertThatThrownBy(
            () -> IntStream.range(0, TRAIN).forEach(i -> Requests.pixels(dataset.train(), i)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("were damaged after they were written; the file was deleted")
        .hasMessageContaining("Run the same command again");
    assertThat(files()).isEmpty();
  }

  private Path openedFile() throws IOException {
    open(request(0, false), "v1");
    return only();
  }

  @Test
  void verifiesItsFiles() throws IOException {
    open(request(0, false), "v1");
    assertThat(store.verify("photos")).singleElement().asString().endsWith("320 images intact");
    flip(only(), 100);
    assertThat(store.verify("photos"))
        .singleElement()
        .asString()
        .endsWith("deleted, decoded anew when next used");
    assertThat(files()).isEmpty();
    assertThat(store.verify("other")).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenAnImageIsBad() throws IOException {
    assertThatThrownBy(
            () ->
                store.open(
                    request(0, false),
                    "v1",
                    (limited, queue) -> {
                      queue.add(
                          Section.TRAIN,
                          0,
                          3,
                          () -> {
                            throw new InputException("image 0 is bad");
                          });
                      return new Contents(List.of(), new int[1], new int[0]);
                    }))
        .hasMessage("image 0 is bad");
    assertThat(files()).isEmpty();
    assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    FileStore blocked = new FileStore(file);
    assertThatThrownBy(() -> blocked.open(request(0, false), "v1", this::read))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot keep decoded images in " + file.toAbsolutePath())
        .hasMessageContaining("NEURONBENCH_DATA");
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(position);
      int value = raw.read();
      raw.seek(position);
      raw.write(value ^ 0x40);
    }
  }

  @Test
  void clearsWhatAKilledProcessDecoded() throws IOException {
    String id = request(0, false).id();
    Path left = Files.createFile(folder.resolve(id + "-1.unfinished"));
    Path others = Files.createFile(folder.resolve(id + "0-1.unfinished"));
    store.open(request(0, false), "v1", this::read);
    assertThat(left).doesNotExist();
    assertThat(others).exists();
  }
}
