package org.neuronbench.datasets.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.neuronbench.core.Text;

/**
 * The entries of a tar archive. The library reads a long name into memory whatever size it claims;
 * here it has a limit.
 */
public final class TarEntries implements AutoCloseable {

  /** Name, link and attributes of one entry. */
  private static final long MOST_HEADER_BYTES = 1 << 20;

  private final Metered metered;
  private final TarArchiveInputStream tar;
  private boolean begun;

  /** Reads an archive that is not compressed, and closes it in the end. */
  public TarEntries(InputStream plain) {
    metered = new Metered(plain);
    tar = new TarArchiveInputStream(metered);
  }

  /** Goes to the next entry; null at the end. */
  public @Nullable TarArchiveEntry next() throws IOException {
    if (begun) {
      tar.transferTo(OutputStream.nullOutputStream());
    }
    begun = true;
    metered.left = MOST_HEADER_BYTES;
    TarArchiveEntry entry = tar.getNextEntry();
    metered.left = Long.MAX_VALUE;
    if (entry != null && entry.isSparse()) { // it may hold any number of zeros
      throw new IOException(entry.getName() + " is sparse; pack it without --sparse");
    }
    return entry;
  }

  /** Returns the content of the entry; not to be closed. */
  public InputStream content() {
    return tar;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** Ends with an error when more is read than is left. */
  private static final class Metered extends FilterInputStream {
    private long left;

    Metered(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException(
            Text.format("the name of an entry has more than %,d bytes", MOST_HEADER_BYTES));
      }
      int read = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
