package org.neuronbench.core.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.neuronbench.core.InputException;
import org.neuronbench.core.Text;

/**
 * Fetches published files. A file appears under its name only when it is whole and its checksum
 * agrees; until then it grows as {@code NAME.part}, and a later call goes on from there.
 * Thread-safe.
 */
public final class Downloader {

  private final DownloadSettings settings;
  private final Pause pause;
  private final FreeSpace space;
  private final LongSupplier nanoTime;

  /** Waits between tries. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  /** Creates a downloader. */
  public Downloader(DownloadSettings settings) {
    this(settings, Thread::sleep, FreeSpace.OF_DISK, System::nanoTime);
  }

  Downloader(DownloadSettings settings, Pause pause, FreeSpace space, LongSupplier nanoTime) {
    this.settings = settings;
    this.pause = pause;
    this.space = space;
    this.nanoTime = nanoTime;
  }

  /**
   * Makes sure that a file is there: returns at once if the target has the published size and
   * checksum, and downloads it otherwise.
   *
   * @param target where to put it; folders are made
   * @throws InputException if every address fails, the checksum differs, the disk is full, or the
   *     file is missing and the settings are offline; the message says what to do
   */
  public void fetch(PublishedFile file, Path target, DownloadListener listener) {
    if (isGood(file, target)) {
      return;
    }
    if (settings.offline()) {
      throw offline(file, target);
    }
    try (PartFile part = PartFile.open(target)) {
      HttpTransfer transfer =
          new HttpTransfer(client(), settings, space, nanoTime, file, part, listener);
      new Attempts(file, target, part, transfer, listener).run();
      part.moveIntoPlace();
    }
  }

  /**
   * Tells whether a file is as published; true if it is there with the published size and checksum,
   * as far as they are known.
   *
   * @throws InputException if the file cannot be read
   */
  public static boolean isGood(PublishedFile file, Path target) {
    try {
      return Files.isRegularFile(target)
          && (file.bytes().isEmpty() || file.bytes().getAsLong() == Files.size(target))
          && (file.checksum().isEmpty() || file.checksum().get().matches(target));
    } catch (IOException e) {
      throw unreadable(target, e);
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(settings.connectTimeout())
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  private static InputException offline(PublishedFile file, Path target) {
    return new InputException(
        Text.format(
                "%s is %s, and --offline forbids to download it. Leave --offline out, or get it from %s%s",
                target.toAbsolutePath(),
                Files.exists(target) ? "not the published file" : "missing",
                addresses(file),
                file.checksum().map(sum -> " (" + sum + ")").orElse(""))
            + " and put it there.");
  }

  private static String addresses(PublishedFile file) {
    return file.urls().stream().map(URI::toString).collect(Collectors.joining(" or "));
  }

  private static InputException unreadable(Path path, IOException cause) {
    return new InputException(
        Text.format(
            "Cannot read %s: %s. Check that you may read it.",
            path.toAbsolutePath(), Reasons.of(cause)),
        cause);
  }

  /** The tries to get one file. */
  private final class Attempts {
    private final PublishedFile file;
    private final Path target;
    private final PartFile part;
    private final HttpTransfer transfer;
    private final DownloadListener listener;
    private final Mirrors mirrors;
    private long most;
    private int failures;

    Attempts(
        PublishedFile file,
        Path target,
        PartFile part,
        HttpTransfer transfer,
        DownloadListener listener) {
      this.file = file;
      this.target = target;
      this.part = part;
      this.transfer = transfer;
      this.listener = listener;
      this.mirrors = new Mirrors(file.urls());
      this.most = part.size();
    }

    void run() {
      while (!succeeds(mirrors.current())) {}
    }

    private boolean succeeds(URI url) {
      boolean fresh = part.size() == 0;
      try {
        transfer.run(url);
        verify(fresh);
        return true;
      } catch (IOException e) {
        failed(url, e);
        return false;
      }
    }

    /** A file that was resumed may be made of two versions: it deserves a fresh start. */
    private void verify(boolean fresh) throws IOException {
      listener.verifying(part.size());
      if (file.checksum().isPresent() && !file.checksum().get().matches(part.path())) {
        String reason =
            Text.format(
                "its %,d bytes have %s, published is %s",
                part.size(), file.checksum().get().of(part.path()), file.checksum().get());
        part.clear();
        throw fresh ? TransferException.permanent(reason) : TransferException.passing(reason);
      }
    }

    private void failed(URI url, IOException e) {
      boolean advanced = part.size() - most >= settings.leastProgress();
      most = Math.max(most, part.size());
      failures = advanced ? 1 : failures + 1;
      boolean permanent = e instanceof TransferException t && t.permanent();
      if (permanent) {
        mirrors.drop(url);
      } else if (!advanced) {
        mirrors.next();
      }
      if (mirrors.none() || (!permanent && failures >= settings.attempts())) {
        throw givenUp(url, e);
      }
      rest(url, e, permanent);
    }

    private void rest(URI url, IOException e, boolean permanent) {
      long asked = e instanceof TransferException t ? t.pauseMillis() : 0;
      long millis = permanent ? 0 : settings.pauseMillis(failures, asked);
      listener.retrying(url, Reasons.of(e), millis);
      try {
        pause.millis(millis);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        throw new UncheckedIOException(new IOException("interrupted", interruption));
      }
    }

    private InputException givenUp(URI url, IOException cause) {
      String kept =
          part.size() > 0
              ? Text.format(
                  " %,d bytes are kept, and the same command goes on from there.", part.size())
              : "";
      return new InputException(
          Text.format(
              "Cannot download %s from %s: %s.%s Try again later, or get it from %s and put it at %s.",
              file.name(), url, Reasons.of(cause), kept, addresses(file), target.toAbsolutePath()),
          cause);
    }
  }
}
