package org.neuronbench.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.neuronbench.core.download.DownloadListener;

/** Shows how a download goes on: on a terminal a line that moves, elsewhere what went wrong. */
final class DownloadProgress implements DownloadListener {

  private static final long REFRESH_NANOS = 200_000_000;
  private static final double MEGABYTE = 1 << 20;
  private static final double NANOS = 1e-9;

  private final PrintWriter out;
  private final boolean moving;
  private long start = System.nanoTime();
  private long offset;
  private long lastShown;

  DownloadProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.moving = terminal;
  }

  @Override
  public void started(URI url, long offset, OptionalLong total) {
    start = System.nanoTime();
    this.offset = offset;
    String size = total.isPresent() ? megabytes(total.getAsLong()) : "a file of unknown size";
    out.printf(
        "Downloading %s from %s%s%n",
        size, url, offset > 0 ? ", going on at " + megabytes(offset) : "");
    out.flush();
  }

  @Override
  public void advanced(long bytes, OptionalLong total) {
    long now = System.nanoTime();
    if (!moving || now - lastShown < REFRESH_NANOS) {
      return;
    }
    lastShown = now;
    double rate = (bytes - offset) / Math.max(1e-3, (now - start) * NANOS);
    String left =
        total.isPresent() && rate > 0
            ? ", %s left"
                .formatted(
                    Progress.words(Duration.ofSeconds((long) ((total.getAsLong() - bytes) / rate))))
            : "";
    out.printf("\r\u001b[K%s, %s/s%s", megabytes(bytes), megabytes((long) rate), left);
    out.flush();
  }

  @Override
  public void retrying(URI url, String reason, long pauseMillis) {
    clear();
    out.printf("%s: %s; trying again%n", url.getHost(), reason);
    out.flush();
  }

  @Override
  public void verifying(long bytes) {
    clear();
  }

  private void clear() {
    if (moving) {
      out.print("\r\u001b[K");
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }
}
