package org.neuronbench.datasets.cache;

import java.io.IOException;
import java.nio.file.Path;
import org.neuronbench.core.data.Dataset;
import org.neuronbench.core.data.DatasetRequest;

/** Opens cache files as large ones are opened, most images still unchecked. */
final class ImageFileAccess {

  private ImageFileAccess() {}

  static Dataset unchecked(Path path, DatasetRequest request) throws IOException {
    Index index = ImageFile.open(path).index();
    return new CachedView(ImageFile.of(path, index), request).all();
  }
}
