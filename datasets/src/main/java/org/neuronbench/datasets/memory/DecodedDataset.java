package org.neuronbench.datasets.memory;

import java.util.List;
import org.neuronbench.core.data.Augmentation;
import org.neuronbench.core.data.AugmentedImages;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.augment.Augmenter;
import org.neuronbench.datasets.image.WholeImages;

/**
 * A dataset of decoded images.
 *
 * @param id name used in results
 * @param classNames in label order
 * @param train training split
 * @param test test split
 * @param wholes what augmentations are drawn from
 * @param contentHash SHA-256 of all pixels and labels that are used, hexadecimal
 */
public record DecodedDataset(
    String id,
    List<String> classNames,
    ImageSet train,
    ImageSet test,
    WholeImages wholes,
    String contentHash)
    implements Dataset {

  /** Name of the training split, which the hash and the subset depend on. */
  public static final String TRAIN = "train";

  /** Name of the test split, which the hash and the subset depend on. */
  public static final String TEST = "test";

  /** Copies the list. */
  public DecodedDataset {
    classNames = List.copyOf(classNames);
  }

  /** Creates a dataset and hashes it. */
  public static DecodedDataset of(
      DatasetRequest request,
      List<String> classNames,
      ImageSet train,
      ImageSet test,
      WholeImages wholes) {
    ContentHash hash = new ContentHash().add(TRAIN, train).add(TEST, test);
    if (request.uncropped()) {
      hash.add(wholes);
    }
    return new DecodedDataset(request.id(), classNames, train, test, wholes, hash.hexadecimal());
  }

  /** Creates a dataset of squares only and hashes it. */
  public static DecodedDataset of(
      String id, List<String> classNames, ImageSet train, ImageSet test) {
    String hash = new ContentHash().add(TRAIN, train).add(TEST, test).hexadecimal();
    return new DecodedDataset(id, classNames, train, test, WholeImages.of(train), hash);
  }

  @Override
  public AugmentedImages augmented(Augmentation augmentation) {
    WholeImages source = augmentation.crop().isPresent() ? wholes : WholeImages.of(train);
    return new Augmenter(source, augmentation, train.imageSize());
  }
}
