package org.neuronbench.datasets.cache;

import java.util.OptionalInt;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.image.WholeImages;
import org.neuronbench.datasets.memory.DecodedDataset;
import org.neuronbench.datasets.memory.Subset;

/** Shows a cache file as the dataset that a request asks for. */
final class CachedView {

  private final ImageFile file;
  private final Index index;
  private final DatasetRequest request;

  CachedView(ImageFile file, DatasetRequest request) {
    this.file = file;
    this.index = file.index();
    this.request = request;
  }

  /** Shows all that the file holds, by the hash that was stored with it. */
  Dataset all() {
    OptionalInt none = OptionalInt.empty();
    ImageSet train = train(none);
    return new DecodedDataset(
        request.id(),
        index.contents().classNames(),
        train,
        test(none),
        wholes(none, train),
        index.contentHash());
  }

  /** Shows what the limits of the request leave of it. */
  Dataset limited() {
    ImageSet train = train(request.trainLimit());
    return DecodedDataset.of(
        request,
        index.contents().classNames(),
        train,
        test(request.testLimit()),
        wholes(request.trainLimit(), train));
  }

  private ImageSet train(OptionalInt limit) {
    int[] chosen = Subset.draw(DecodedDataset.TRAIN, index.train().length, limit);
    return new MappedSquares(file, 0, chosen, index.contents().trainLabels(), request.imageSize());
  }

  private ImageSet test(OptionalInt limit) {
    int[] chosen = Subset.draw(DecodedDataset.TEST, index.test().length, limit);
    return new MappedSquares(
        file, index.train().length, chosen, index.contents().testLabels(), request.imageSize());
  }

  private WholeImages wholes(OptionalInt limit, ImageSet train) {
    if (!request.uncropped()) {
      return WholeImages.of(train);
    }
    int[] chosen = Subset.draw(DecodedDataset.TRAIN, index.whole().length, limit);
    return new MappedWholes(file, index.train().length + index.test().length, chosen);
  }
}
