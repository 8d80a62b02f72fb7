package org.neuronbench.models.pytorch;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint before its numbers are read.
 *
 * @param root what was pickled
 * @param storages where its numbers lie
 */
record Pickled(@Nullable Object root, Storages storages) implements Closeable {

  @Override
  public void close() throws IOException {
    storages.close();
  }
}
