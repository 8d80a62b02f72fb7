package org.neuronbench.cli.terminal;

import java.net.URI;
import java.util.OptionalLong;
import org.neuronbench.core.Text;
import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.DownloadListener;
import org.neuronbench.core.download.PublishedFile;
import org.neuronbench.datasets.fetch.FetchListener;

/** Shows downloads: a line per file that stays, and on a terminal one that moves. */
public final class FetchProgress implements FetchListener {

  private static final long REFRESH_NANOS = 200_000_000;
  private static final double NANOS = 1e-9;

  private final MovingLine line;

  public FetchProgress(MovingLine line) {
    this.line = line;
  }

  @Override
  public DownloadListener downloading(PublishedFile file, int position, int count) {
    return new Moving(Text.format("[%d/%d] %s", position, count, file.name()));
  }

  @Override
  public void downloaded(PublishedFile file, Checksum sum) {
    line.print(
        file.checksum().isPresent()
            ? Text.format("%s: as published, %s", file.name(), sum)
            : Text.format("%s: no checksum is published; this copy has %s", file.name(), sum));
  }

  @Override
  public void unpacking(PublishedFile file) {
    line.print("Unpacking " + file.name());
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
      String size = total.isPresent() ? ", " + Sizes.words(total.getAsLong()) : "";
      String from = offset > 0 ? ", going on after " + Sizes.words(offset) : "";
      line.print(Text.format("%s from %s%s%s", name, url, size, from));
    }

    @Override
    public void advanced(long bytes, OptionalLong total) {
      long now = System.nanoTime();
      if (!line.moves() || now - shownAt < REFRESH_NANOS) {
        return;
      }
      shownAt = now;
      double rate = (bytes - startedFrom) / Math.max(1e-3, (now - startedAt) * NANOS);
      String share =
          total.isPresent() ? Text.format(" (%.1f %%)", 100.0 * bytes / total.getAsLong()) : "";
      line.show(
          Text.format("%s: %s%s, %s/s", name, Sizes.words(bytes), share, Sizes.words((long) rate)));
    }

    @Override
    public void retrying(URI url, String reason, long pauseMillis) {
      line.print(
          Text.format("%s: %s; trying again in %d s", name, reason, (pauseMillis + 999) / 1000));
    }

    @Override
    public void verifying(long bytes) {
      line.clear();
    }
  }
}
