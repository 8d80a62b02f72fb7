package org.neuronbench.datasets.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;
import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.Downloader;
import org.neuronbench.core.files.DurableFiles;
import org.neuronbench.core.files.LockedFolder;
import org.neuronbench.datasets.DataFolder;
import org.neuronbench.datasets.fetch.Publication.Part;

/**
 * Fetches published datasets into the data folder. A dataset appears there whole or not at all: its
 * archives are downloaded and compared with their published checksums, unpacked into a folder of
 * another name, and that folder is renamed.
 */
public final class DatasetFetcher {

  private final DataFolder data;
  private final Downloader downloader;

  /** What fetching did. */
  public enum Outcome {
    /** The dataset was there. */
    ALREADY_THERE,
    /** The dataset is there now. */
    FETCHED
  }

  /** Creates a fetcher. */
  public DatasetFetcher(DataFolder data, Downloader downloader) {
    this.data = data;
    this.downloader = downloader;
  }

  /**
   * Fetches a dataset unless it is there.
   *
   * @throws InputException if a file cannot be downloaded, verified or unpacked; another call goes
   *     on from there
   */
  public Outcome fetch(Publication publication, boolean keepArchives, FetchListener listener) {
    Path target = data.dataset(publication.id());
    if (Files.exists(target.resolve(FileSums.PLACE))) {
      return Outcome.ALREADY_THERE;
    }
    if (Files.exists(target)) {
      throw new InputException(
          Text.format(
              "%s exists but was not fetched by this program. Move it away, or use it as `root`.",
              target));
    }
    download(publication, listener);
    try {
      unpack(publication, target, listener);
      if (!keepArchives) {
        DurableFiles.delete(data.downloads(publication.id()));
      }
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "Cannot unpack %s into %s: %s. Free space or correct the permissions; the downloads are kept.",
              publication.id(), target, e.getMessage()),
          e);
    }
    return Outcome.FETCHED;
  }

  private void download(Publication publication, FetchListener listener) {
    int position = 0;
    for (Part part : publication.parts()) {
      Path file = downloaded(publication, part);
      downloader.fetch(
          part.file(),
          file,
          listener.downloading(part.file(), ++position, publication.parts().size()));
      listener.downloaded(part.file(), part.file().checksum().orElseGet(() -> sha256(file)));
    }
  }

  private Path downloaded(Publication publication, Part part) {
    return data.downloads(publication.id()).resolve(part.file().name());
  }

  private static Checksum sha256(Path file) {
    try {
      return Checksum.sha256(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputException unreadable(Path path, IOException e) {
    return new InputException(Text.format("Cannot read %s: %s", path, e.getMessage()), e);
  }

  private void unpack(Publication publication, Path target, FetchListener listener)
      throws IOException {
    Path parent = Objects.requireNonNull(target.getParent());
    Files.createDirectories(parent);
    String prefix = "." + publication.id() + "-unfinished-";
    try (LockedFolder folder = LockedFolder.create(parent, prefix)) {
      Path unfinished = Files.createDirectory(folder.path().resolve(publication.id()));
      FileSums sums = new FileSums();
      for (Part part : publication.parts()) {
        listener.unpacking(part.file());
        place(downloaded(publication, part), part, unfinished, sums);
      }
      sums.write(unfinished);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void place(Path file, Part part, Path root, FileSums sums) throws IOException {
    if (part.archive()) {
      Unpacker.unpack(file, root, sums, Unpacker.Limits.DEFAULT);
      return;
    }
    Path relative = Path.of(part.folder()).resolve(part.file().name());
    Path target = root.resolve(relative);
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Files.copy(file, target);
    sums.add(relative, sha256(target).digits());
  }

  /** Compares a dataset with what was unpacked; empty if it was not fetched. */
  public Optional<Verification> verify(String id) {
    Path folder = data.dataset(id);
    if (!Files.exists(folder.resolve(FileSums.PLACE))) {
      return Optional.empty();
    }
    try {
      FileSums sums = FileSums.read(folder);
      return Optional.of(new Verification(sums.files(), sums.problems(folder)));
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /**
   * What a check found.
   *
   * @param files how many were compared
   * @param problems a sentence for each that is missing or damaged
   */
  public record Verification(int files, List<String> problems) {

    /** Copies the list. */
    public Verification {
      problems = List.copyOf(problems);
    }
  }
}
