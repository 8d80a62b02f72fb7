package org.neuronbench.datasets.memory;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.core.data.ImageSet;
import org.neuronbench.datasets.image.RgbImage;
import org.neuronbench.datasets.image.WholeImages;

/** Keeps nothing from one opening to the next. */
enum MemoryStore implements DecodedStore {
  INSTANCE;

  @Override
  public Dataset open(DatasetRequest request, String source, LimitedReading reading) {
    Map<Section, SortedMap<Integer, RgbImage>> images = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      images.put(section, new TreeMap<>());
    }
    DecodeQueue queue =
        new DecodeQueue(
            SizePolicy.of(request),
            (section, index, image) -> of(images, section).put(index, image));
    Contents contents = reading.read(request, queue);
    queue.finish();
    ImageSet train = squares(of(images, Section.TRAIN), request, contents.trainLabels());
    ImageSet test = squares(of(images, Section.TEST), request, contents.testLabels());
    WholeImages wholes =
        request.uncropped() ? wholes(of(images, Section.WHOLE)) : WholeImages.of(train);
    return DecodedDataset.of(request, contents.classNames(), train, test, wholes);
  }

  private static SortedMap<Integer, RgbImage> of(
      Map<Section, SortedMap<Integer, RgbImage>> images, Section section) {
    return Objects.requireNonNull(images.get(section));
  }

  private static ImageSet squares(
      SortedMap<Integer, RgbImage> images, DatasetRequest request, int[] labels) {
    byte[][] pixels = images.values().stream().map(RgbImage::pixels).toArray(byte[][]::new);
    return new MemoryImages(request.imageSize(), labels, pixels);
  }

  private static WholeImages wholes(SortedMap<Integer, RgbImage> images) {
    RgbImage[] array = images.values().toArray(RgbImage[]::new);
    return new WholeImages() {
      @Override
      public RgbImage image(int index) {
        return array[index];
      }

      @Override
      public int size() {
        return array.length;
      }
    };
  }
}
