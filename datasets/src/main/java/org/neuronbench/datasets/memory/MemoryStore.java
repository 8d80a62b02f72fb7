package org.neuronbench.datasets.memory;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
    DecodeQueue queue =
        new DecodeQueue(
            SizePolicy.of(request),
            (section, index, image) ->
                images.computeIfAbsent(section, s -> new TreeMap<>()).put(index, image));
    Contents contents = reading.read(request, queue);
    queue.finish();
    int imageSize = request.imageSize();
    ImageSet train =
        new MemoryImages(imageSize, contents.trainLabels(), pixels(images.get(Section.TRAIN)));
    ImageSet test =
        new MemoryImages(imageSize, contents.testLabels(), pixels(images.get(Section.TEST)));
    RgbImage[] wholes = values(images.get(Section.WHOLE));
    return DecodedDataset.of(
        request,
        contents.classNames(),
        train,
        test,
        request.uncropped()
            ? new WholeImages(wholes.length, i -> wholes[i])
            : WholeImages.of(train));
  }

  private static RgbImage[] values(@Nullable SortedMap<Integer, RgbImage> images) {
    return images == null ? new RgbImage[0] : images.values().toArray(RgbImage[]::new);
  }

  private static byte[][] pixels(@Nullable SortedMap<Integer, RgbImage> images) {
    return Arrays.stream(values(images)).map(RgbImage::pixels).toArray(byte[][]::new);
  }
}
