package org.neuronbench.core.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
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

  /** Waits between tries. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  /** Refuses early what the disk cannot hold. */
  @FunctionalInterface
  interface FreeSpace {
    long bytes(Path folder) throws IOException;

    /** Checks that a file can grow. */
    default void check(Path file, long needed) throws IOException {
      long free = bytes(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      if (needed > free) {
        throw new InputException(
            Text.format(
                "%s needs %,d more bytes, but the disk has %,d left. Free space or choose another"
                    + " folder; what has arrived is kept.",
                file.toAbsolutePath(), needed, free));
      }
    }
  }

  /** Creates a downloader. */
  public Downloader(DownloadSettings settings) {
    this(settings, Thread::sleep, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  Downloader(DownloadSettings settings, Pause pause, FreeSpace space) {
    this.settings = settings;
    this.pause = pause;
    this.space = space;
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
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try (PartFile part = PartFile.open(target)) {
      new Attempts(new HttpTransfer(client, settings, space, file, part, listener), target).run();
      part.moveIntoPlace();
    }
  }

  /** Tells whether a file is there with the published size and checksum, as far as known. */
  private static boolean isGood(PublishedFile file, Path target) {
    try {
      return Files.isRegularFile(target)
          && (file.bytes().isEmpty() || file.bytes().getAsLong() == Files.size(target))
          && (file.checksum().isEmpty() || file.checksum().get().matches(target));
    } catch (IOException e) {
      throw new InputException(
          Text.format(
              "Cannot read %s: %s. Check that you may read it.",
              target.toAbsolutePath(), reason(e)),
          e);
    }
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

  /** Says in words why something failed. */
  static String reason(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException) {
        return "the host name is unknown or there is no network";
      }
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    String name =
        failure instanceof ConnectException
            ? "connection refused"
            : failure.getClass().getSimpleName();
    return Objects.requireNonNullElse(failure.getMessage(), name);
  }

  /** The tries to get one file. */
  private final class Attempts {
    private final HttpTransfer transfer;
    private final PartFile part;
    private final Path target;
    private final Deque<URI> mirrors;
    private long most;
    private int failures;

    Attempts(HttpTransfer transfer, Path target) {
      this.transfer = transfer;
      this.part = transfer.part();
      this.target = target;
      this.mirrors = new ArrayDeque<>(transfer.file().urls());
      this.most = part.size();
    }

    void run() {
      while (!succeeds(mirrors.getFirst())) {}
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
      transfer.listener().verifying(part.size());
      Optional<Checksum> published = transfer.file().checksum();
      if (published.isPresent() && !published.get().matches(part.path())) {
        String reason =
            Text.format(
                "its %,d bytes have %s, published is %s",
                part.size(), published.get().of(part.path()), published.get());
        part.clear();
        throw new TransferException(reason, fresh, 0);
      }
    }

    private void failed(URI url, IOException e) {
      boolean advanced = part.size() - most >= settings.leastProgress();
      most = Math.max(most, part.size());
      failures = advanced ? 1 : failures + 1;
      TransferException known =
          e instanceof TransferException t ? t : TransferException.passing(reason(e));
      if (known.permanent) {
        mirrors.removeFirst();
      } else if (!advanced) {
        mirrors.addLast(mirrors.removeFirst());
      }
      if (mirrors.isEmpty() || (!known.permanent && failures >= settings.attempts())) {
        throw givenUp(url, e);
      }
      rest(url, known);
    }

    private void rest(URI url, TransferException e) {
      long millis = e.permanent ? 0 : settings.pauseMillis(failures, e.pauseMillis);
      transfer.listener().retrying(url, reason(e), millis);
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
              transfer.file().name(),
              url,
              reason(cause),
              kept,
              addresses(transfer.file()),
              target.toAbsolutePath()),
          cause);
    }
  }
}
