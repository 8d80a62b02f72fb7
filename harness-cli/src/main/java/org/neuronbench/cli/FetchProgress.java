package org.neuronbench.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.OptionalLong;
import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.DownloadListener;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.datasets.fetch.FetchListener;

/** Shows downloads: a line per file that stays, and on a terminal one that moves. */
final class FetchProgress implements FetchListener {

  private static final long REFRESH_NANOS = 200_000_000;
  private static final double NANOS = 1e-9;

  private final PrintWriter out;
  private final boolean moving;

  FetchProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.moving = terminal;
  }

  @Override
  public DownloadListener downloading(PublishedFile file, int position, int count) {
    return new Moving("[%d/%d] %s".formatted(position, count, file.name()));
  }

  @Override
  public void downloaded(PublishedFile file, Checksum sum) {
    clear();
    out.println(
        file.checksum().isPresent()
            ? "%s: as published, %s".formatted(file.name(), sum)
            : "%s: no checksum is published; this copy has %s".formatted(file.name(), sum));
    out.flush();
  }

  @Override
  public void unpacking(PublishedFile file) {
    out.println("Unpacking " + file.name());
    out.flush();
  }

  private void clear() {
    if (moving) {
      out.print("\r\u001b[K");
    }
  }

  private final class Moving implements DownloadListener {
    private final String name;
    private long shownAt;
    private long startedAt;
    private long startedFrom;

    Moving(String name) {
      this.name = name;
    }

    @Override
    public void started(URI url, long offset, OptionalLong total) {
      startedAt = System.nanoTime();
      startedFrom = offset;
      clear();
      String size = total.isPresent() ? ", " + Sizes.words(total.getAsLong()) : "";
      String from = offset > 0 ? ", going on after " + Sizes.words(offset) : "";
      out.printf("%s from %s%s%s%n", name, url, size, from);
      out.flush();
    }

    @Override
    public void advanced(long bytes, OptionalLong total) {
      long now = System.nanoTime();
      if (!moving || now - shownAt < REFRESH_NANOS) {
        return;
      }
      shownAt = now;
      double rate = (bytes - startedFrom) / Math.max(1e-3, (now - startedAt) * NANOS);
      String share =
          total.isPresent()
              ? String.format(Locale.ROOT, " (%.1f %%)", 100.0 * bytes / total.getAsLong())
              : "";
      clear();
      out.printf("%s: %s%s, %s/s", name, Sizes.words(bytes), share, Sizes.words((long) rate));
      out.flush();
    }

    @Override
    public void retrying(URI url, String reason, long pauseMillis) {
      clear();
      out.printf("%s: %s; trying again in %d s%n", name, reason, (pauseMillis + 999) / 1000);
      out.flush();
    }

    @Override
    public void verifying(long bytes) {
      clear();
    }
  }
}
