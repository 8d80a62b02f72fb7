package org.neuronbench.core.download;

import java.time.Duration;

/**
 * How patient a {@link Downloader} is.
 *
 * @param attempts tries in a row that bring no new byte, before it gives up; at least 1
 * @param connectTimeout until a connection stands
 * @param stallTimeout a period of this length that brings less than {@link #LEAST_SPEED} is a stall
 * @param firstPause before the second try; each further pause is twice as long
 * @param longestPause bounds the pauses, also those a server asks for
 * @param mostUnannounced bytes to take where neither publisher nor server says how many there are
 * @param offline refuse to connect at all
 */
public record DownloadSettings(
    int attempts,
    Duration connectTimeout,
    Duration stallTimeout,
    Duration firstPause,
    Duration longestPause,
    long mostUnannounced,
    boolean offline) {

  /** Bytes a second. */
  static final long LEAST_SPEED = 1000;

  /** For people at a terminal. */
  public static final DownloadSettings DEFAULT =
      new DownloadSettings(
          6,
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          20_000_000_000L, // the largest published file has 13.5
          false);

  /** Checks the ranges. */
  public DownloadSettings {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
    }
  }

  /** Returns these settings with or without the network. */
  public DownloadSettings offline(boolean refuse) {
    return new DownloadSettings(
        attempts, connectTimeout, stallTimeout, firstPause, longestPause, mostUnannounced, refuse);
  }

  /** Returns the bytes that count as progress: what the least speed brings before it is a stall. */
  long leastProgress() {
    return Math.max(1, LEAST_SPEED * stallTimeout.toMillis() / 1000);
  }

  /** Returns milliseconds to wait after a number of failures in a row. */
  long pauseMillis(int failures, long askedMillis) {
    int doublings = Math.min(30, failures - 1);
    long pause = Math.max(askedMillis, firstPause.toMillis() << doublings);
    return Math.min(pause, longestPause.toMillis());
  }
}
