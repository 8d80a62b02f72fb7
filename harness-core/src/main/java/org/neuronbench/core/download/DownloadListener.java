package org.neuronbench.core.download;

import java.net.URI;
import java.util.OptionalLong;

/**
 * Is told how a download goes, on the thread that downloads. Totals are bytes of the whole file,
 * where known.
 */
public interface DownloadListener {

  /** Listens to nothing. */
  DownloadListener SILENT = new DownloadListener() {};

  /** A transfer begins, after so many bytes of an earlier one; the address is before redirects. */
  default void started(URI url, long offset, OptionalLong total) {}

  /** Bytes have been written; called for every block of some kilobytes. */
  default void advanced(long bytes, OptionalLong total) {}

  /** A transfer failed and is tried again after a pause. */
  default void retrying(URI url, String reason, long pauseMillis) {}

  /** The file is complete and its checksum is compared. */
  default void verifying(long bytes) {}
}
