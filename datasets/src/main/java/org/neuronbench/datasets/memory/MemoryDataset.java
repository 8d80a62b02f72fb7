package org.neuronbench.datasets.memory;

import java.util.List;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.ImageSet;

/**
 * A dataset held in memory.
 *
 * @param id name used in results
 * @param classNames in label order
 * @param train training split
 * @param test test split
 * @param contentHash SHA-256 of both splits, hexadecimal
 */
public record MemoryDataset(
    String id, List<String> classNames, ImageSet train, ImageSet test, String contentHash)
    implements Dataset {

  /** Name of the training split, which the hash and the subset depend on. */
  public static final String TRAIN = "train";

  /** Name of the test split, which the hash and the subset depend on. */
  public static final String TEST = "test";

  /** Copies the list. */
  public MemoryDataset {
    classNames = List.copyOf(classNames);
  }

  /**
   * Creates a dataset and hashes it.
   *
   * @param id name used in results
   * @param classNames in label order
   * @param train training split
   * @param test test split
   * @return the dataset
   */
  public static MemoryDataset of(
      String id, List<String> classNames, ImageSet train, ImageSet test) {
    String hash = new ContentHash().add(TRAIN, train).add(TEST, test).hexadecimal();
    return new MemoryDataset(id, classNames, train, test, hash);
  }
}
