package org.neuronbench.core.download;

import java.io.IOException;
import java.io.InputStream;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;
import org.neuronbench.core.Text;

/** Closes a body that brings too little in a period: the JDK's timeouts end with the headers. */
final class StallWatch extends TimerTask implements AutoCloseable {

  private final InputStream body;
  private final DownloadSettings settings;
  private final Timer timer = new Timer("download-watch", true);
  private final AtomicLong arrived = new AtomicLong();
  private volatile String verdict = "";

  StallWatch(InputStream body, DownloadSettings settings) {
    this.body = body;
    this.settings = settings;
  }

  void start() {
    long period = settings.stallTimeout().toMillis();
    timer.schedule(this, period, period);
  }

  /** Reads from the body, and says why that fails: the stream alone says that it was closed. */
  int read(byte[] buffer) throws IOException {
    try {
      int read = body.read(buffer);
      if (read >= 0 || verdict.isEmpty()) {
        arrived.addAndGet(Math.max(0, read));
        return read;
      }
    } catch (IOException e) {
      if (verdict.isEmpty()) {
        throw e.getCause() instanceof IOException cause ? cause : e;
      }
    }
    throw TransferException.passing(verdict);
  }

  @Override
  public void run() {
    long bytes = arrived.getAndSet(0);
    if (bytes < settings.leastProgress()) {
      verdict = words(bytes);
      timer.cancel();
      closeBody();
    }
  }

  private String words(long bytes) {
    String seconds =
        Text.format("%s seconds", settings.stallTimeout().toMillis() / 1000.0).replace(".0 ", " ");
    return bytes == 0
        ? "no data for " + seconds
        : Text.format(
            "only %,d bytes came in %s, expected are %,d a second",
            bytes, seconds, DownloadSettings.LEAST_SPEED);
  }

  private void closeBody() {
    try {
      body.close();
    } catch (IOException e) {
      // nobody reads it
    }
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
