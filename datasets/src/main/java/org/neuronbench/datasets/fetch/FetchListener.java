package org.neuronbench.datasets.fetch;

import org.neuronbench.core.download.Checksum;
import org.neuronbench.core.download.DownloadListener;
import org.neuronbench.core.download.PublishedFile;

/** Is told how fetching goes. */
public interface FetchListener {

  /** A file is about to be downloaded; positions begin at 1. */
  DownloadListener downloading(PublishedFile file, int position, int count);

  /** A file is there, with this checksum: its SHA-256 where none was published. */
  default void downloaded(PublishedFile file, Checksum sum) {}

  /** An archive is about to be unpacked. */
  default void unpacking(PublishedFile file) {}
}
