package org.neuronbench.datasets.photo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;
import org.neuronbench.datasets.Archives;
import org.neuronbench.datasets.Requests;
import org.neuronbench.datasets.image.Encoded;
import org.neuronbench.datasets.memory.DecodedStore;

/** A miniature dataset in its published layout; files can be changed before it is written. */
final class Mini {

  final Map<String, byte[]> files = new LinkedHashMap<>();

  Mini text(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Mini image(String path, int rgb) {
    try {
      files.put(path, Encoded.plain("jpg", 12, 8, rgb));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Mini without(String path) {
    if (files.remove(path) == null) {
      throw new IllegalArgumentException("there is no " + path);
    }
    return this;
  }

  Mini cut(String path, int bytes) {
    files.put(path, java.util.Arrays.copyOf(files.get(path), bytes));
    return this;
  }

  Dataset open(PhotoLayout layout, Path folder) {
    return open(layout, folder, Requests.whole(layout.info().id(), folder, 4));
  }

  /** Opens the dataset with as many training and test images. */
  Dataset open(PhotoLayout layout, Path folder, int limit) {
    return open(layout, folder, Requests.limited(layout.info().id(), folder, limit, limit));
  }

  private Dataset open(PhotoLayout layout, Path folder, DatasetRequest request) {
    try {
      Archives.folder(folder, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PhotoSource(layout, DecodedStore.inMemory()).open(request);
  }

  /** Returns the share of red in the middle of a training image, 0 to 255. */
  static int red(Dataset dataset, int index) {
    return Requests.pixel(dataset.train(), index, 2, 2)[0];
  }
}
