package org.neuronbench.models.pytorch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A checkpoint before its numbers are read; open until closed, and with it the file's channel. */
interface Pickled extends Closeable {

  /** Returns what was pickled. */
  @Nullable Object root();

  /** Reads the bytes of a storage, in the file's byte order, unless it is not there as claimed. */
  ByteBuffer read(StorageRef storage) throws IOException;
}
