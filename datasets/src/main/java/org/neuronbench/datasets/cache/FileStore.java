package org.neuronbench.datasets.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.memory.Contents;
import org.neuronbench.datasets.memory.DecodeQueue;
import org.neuronbench.datasets.memory.DecodedStore;
import org.neuronbench.datasets.memory.SizePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps decoded images in a folder, one file for each dataset and size policy. A file is decoded
 * once, by one process; later openings map it. It is decoded anew when a source file changes, when
 * the decoder does, or when the cache file is damaged. Limited requests are served from the whole
 * dataset's file if there is one, and have a file of their own otherwise.
 */
public final class FileStore implements DecodedStore {

  private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);

  private static final String UNFINISHED = ".unfinished";

  private final Path folder;

  /** Creates a store. */
  public FileStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Dataset open(DatasetRequest request, String source, LimitedReading reading) {
    DatasetRequest whole = DecodedStore.unlimited(request);
    if (!whole.equals(request)) {
      Optional<ImageFile> all = find(CacheName.of(whole, source));
      if (all.isPresent()) {
        return new CachedView(all.get(), request).limited();
      }
    }
    CacheName name = CacheName.of(request, source);
    ImageFile file = find(name).orElseGet(() -> decodeOnce(name, request, reading));
    return new CachedView(file, request).all();
  }

  /**
   * Checks every image of the cache files of a dataset.
   *
   * @return a line for each file; those of damaged files, which are deleted, end in "decoded anew
   *     when next used"
   */
  public List<String> verify(String id) {
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(id + "-"))
          .filter(path -> path.getFileName().toString().endsWith(CacheName.SUFFIX))
          .sorted()
          .map(FileStore::verified)
          .toList();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static String verified(Path path) {
    String reason;
    try {
      ImageFile file = ImageFile.open(path);
      long damaged = file.damaged();
      if (damaged == 0) {
        return Text.format("%s: %,d images intact", path.getFileName(), file.images());
      }
      reason = Text.format("%,d of %,d images damaged", damaged, file.images());
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    }
    delete(path);
    return Text.format("%s: %s; deleted, decoded anew when next used", path.getFileName(), reason);
  }

  private Optional<ImageFile> find(CacheName name) {
    Path path = folder.resolve(name.fileName());
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ImageFile.open(path));
    } catch (IOException e) {
      LOG.warn("{} is damaged: {}; decoding anew", path, e.getMessage());
      return Optional.empty();
    }
  }

  private ImageFile decodeOnce(CacheName name, DatasetRequest request, LimitedReading reading) {
    try {
      Files.createDirectories(folder);
      try (CacheLock lock = CacheLock.acquire(folder.resolve(request.id() + ".lock"))) {
        LOG.trace("{} held", lock);
        Optional<ImageFile> done = find(name);
        return done.isPresent() ? done.get() : decode(name, request, reading);
      }
    } catch (IOException | UncheckedIOException e) {
      throw unwritable(e);
    }
  }

  private ImageFile decode(CacheName name, DatasetRequest request, LimitedReading reading)
      throws IOException {
    deleteMatching(file -> file.startsWith(request.id() + "-") && file.endsWith(UNFINISHED));
    LOG.info("Decoding {} for {}", request.id(), SizePolicy.of(request));
    Path target = folder.resolve(name.fileName());
    Path unfinished = Files.createTempFile(folder, request.id() + "-", UNFINISHED);
    try {
      write(unfinished, request, reading);
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      deleteMatching(name::supersedes);
      return ImageFile.open(target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void write(Path path, DatasetRequest request, LimitedReading reading)
      throws IOException {
    try (CacheWriter writer = new CacheWriter(path)) {
      DecodeQueue queue = new DecodeQueue(SizePolicy.of(request), writer);
      Contents contents = reading.read(request, queue);
      queue.finish();
      writer.flush();
      writer.finish(writer.index(contents, contentHash(path, writer, contents, request)));
    }
  }

  private static String contentHash(
      Path path, CacheWriter writer, Contents contents, DatasetRequest request) throws IOException {
    ImageFile draft = ImageFile.of(path, writer.index(contents, ""));
    DatasetRequest all = DecodedStore.unlimited(request);
    return new CachedView(draft, all).limited().contentHash();
  }

  /** Who holds the lock of a dataset may delete whatever is unfinished or superseded of it. */
  private void deleteMatching(Predicate<String> name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(path -> name.test(path.getFileName().toString())).forEach(FileStore::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("{} stays: {}", path, e.getMessage()); // in use, on Windows
    }
  }

  private InputException unwritable(Exception cause) {
    return new InputException(
        Text.format(
            "Cannot keep decoded images in %s: %s. Free space or correct the permissions, or choose"
                + " another data folder with --data-root or NEURONBENCH_DATA.",
            folder.toAbsolutePath(), cause.getMessage()),
        cause);
  }
}
