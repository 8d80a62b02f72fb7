package org.neuronbench.models.pytorch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the numbers of a checkpoint lie; open until closed, and with it the file's channel. */
interface Storages extends Closeable {

  /**
   * Reads a storage: its bytes, in the file's byte order.
   *
   * @throws IOException if the file cannot be read
   * @throws org.neuronbench.core.InputException if the file holds no such storage, or one of
   *     another size
   */
  ByteBuffer read(StorageRef storage) throws IOException;
}
