package org.neuronbench.datasets.fetch;

import java.util.List;
import org.neuronbench.core.download.PublishedFile;

/**
 * How a dataset is published.
 *
 * @param id of the dataset
 * @param source page that presents it
 * @param licence what its publishers allow, in a sentence
 * @param parts its files
 */
public record Publication(String id, String source, String licence, List<Part> parts) {

  /**
   * One published file.
   *
   * @param file where it is
   * @param aboutBytes its size, roughly, for people who decide whether to fetch it
   * @param folder where it goes within the dataset's folder; empty for the folder itself
   */
  public record Part(PublishedFile file, long aboutBytes, String folder) {

    /** Tells whether the file is an archive to unpack; false if it is kept as it is. */
    public boolean archive() {
      return Unpacker.isArchive(file.name());
    }

    /** Returns the size to show: exact where it was published, else roughly. */
    public long bytes() {
      return file.bytes().orElse(aboutBytes);
    }
  }

  /** Copies the list. */
  public Publication {
    parts = List.copyOf(parts);
  }

  /** Returns the size of the download, in bytes, roughly. */
  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}
