package org.neuronbench.datasets.cache;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * Where one image lies in a cache file.
 *
 * @param offset of its first byte
 * @param width pixels
 * @param height pixels
 * @param checksum CRC-32C of its bytes
 */
record Entry(long offset, int width, int height, int checksum) {

  int bytes() {
    return 3 * width * height;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(offset);
    out.writeInt(width);
    out.writeInt(height);
    out.writeInt(checksum);
  }

  static Entry read(DataInputStream in) throws IOException {
    return new Entry(in.readLong(), in.readInt(), in.readInt(), in.readInt());
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
