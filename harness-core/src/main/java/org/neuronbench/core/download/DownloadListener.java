package org.neuronbench.core.download;

import java.net.URI;
import java.util.OptionalLong;

/** Is told how a download goes. Called on the thread that downloads. */
public interface DownloadListener {

  /** Listens to nothing. */
  DownloadListener SILENT = new DownloadListener() {};

  /**
   * A transfer begins.
   *
   * @param url where from, before redirects
   * @param offset bytes kept of an earlier transfer; 0 starts at the beginning
   * @param total bytes of the whole file, where the server says so
   */
  default void started(URI url, long offset, OptionalLong total) {}

  /**
   * Bytes have been written. Called for every block of some kilobytes.
   *
   * @param total bytes of the whole file, where known
   */
  default void advanced(long bytes, OptionalLong total) {}

  /**
   * A transfer failed and is tried again.
   *
   * @param pauseMillis milliseconds until the next try
   */
  default void retrying(URI url, String reason, long pauseMillis) {}

  /** The file is complete and its checksum is compared. */
  default void verifying(long bytes) {}
}
