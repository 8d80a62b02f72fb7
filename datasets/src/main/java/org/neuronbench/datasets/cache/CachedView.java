package org.neuronbench.datasets.cache;

import java.util.List;
import java.util.Optional;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.image.WholeImages;
import org.neuronbench.datasets.memory.Contents;
import org.neuronbench.datasets.memory.DecodedDataset;
import org.neuronbench.datasets.memory.DecodedStore;
import org.neuronbench.datasets.memory.Subset;

/** Shows a cache file as the dataset that a request asks for. */
record CachedView(ImageFile file, DatasetRequest request) {

  private record Squares(ImageFile file, int first, int[] chosen, int[] labels, int imageSize)
      implements ImageSet {

    @Override
    public int size() {
      return chosen.length;
    }

    @Override
    public int label(int index) {
      return labels[chosen[index]];
    }

    @Override
    public void read(int index, byte[] target, int offset) {
      file.read(first, chosen[index], target, offset);
    }
  }

  /** Shows all that the file holds, by the hash that was stored with it. */
  Dataset all() {
    return shown(DecodedStore.unlimited(request), Optional.of(file.index().contentHash()));
  }

  /** Shows what the limits of the request leave of it. */
  Dataset limited() {
    return shown(request, Optional.empty());
  }

  private Dataset shown(DatasetRequest shown, Optional<String> hash) {
    Index index = file.index();
    Contents contents = index.contents();
    int[] kept = Subset.draw(DecodedDataset.TRAIN, index.train().length, shown.trainLimit());
    int[] tested = Subset.draw(DecodedDataset.TEST, index.test().length, shown.testLimit());
    int size = request.imageSize();
    ImageSet train = new Squares(file, 0, kept, contents.trainLabels(), size);
    ImageSet test = new Squares(file, index.train().length, tested, contents.testLabels(), size);
    WholeImages wholes =
        request.uncropped()
            ? new WholeImages(kept.length, i -> whole(kept[i]))
            : WholeImages.of(train);
    List<String> names = contents.classNames();
    return hash.map(known -> new DecodedDataset(shown.id(), names, train, test, wholes, known))
        .orElseGet(() -> DecodedDataset.of(shown, names, train, test, wholes));
  }

  private RgbImage whole(int i) {
    Index index = file.index();
    Index.Entry entry = index.whole()[i];
    byte[] pixels = new byte[entry.bytes()];
    file.read(index.train().length + index.test().length, i, pixels, 0);
    return new RgbImage(entry.width(), entry.height(), pixels);
  }
}
